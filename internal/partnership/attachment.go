package partnership

// Attachment is a file that belongs to an agreement or a meeting. Its bytes are kept apart.
type Attachment struct {
	ID        ID     `json:"id"`
	Name      string `json:"name"`
	MediaType string `json:"media_type"` // RFC 6838
	Size      int64  `json:"size"`       // bytes
	SHA256    string `json:"sha256"`     // 64 hexadecimal digits, lower case
}
