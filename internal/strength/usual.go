package strength

// usual are words that Dutch passphrases are often made of, and that the estimator's own lists, which are English, lack: the most usual first, for the
// rank in the list is what it counts with. They are from practice, not from a leak.
var usual = []string{
	"welkom", "wachtwoord", "geheim", "gemeente", "bondgenoot", "kluis", "sleutel", "inloggen", "toegang", "test",
	"zomer", "winter", "herfst", "lente", "voorjaar", "najaar", "zon", "regen",
	"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
	"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
	"veiligheid", "convenant", "coordinator", "coördinator", "politie", "burgemeester", "wijkagent", "handhaving", "zorg", "jeugd", "wijk", "buurt",
	"amsterdam", "rotterdam", "utrecht", "denhaag", "eindhoven", "groningen", "tilburg", "almere", "breda", "nijmegen", "arnhem", "haarlem",
	"nederland", "holland", "oranje", "ajax", "feyenoord", "psv", "voetbal", "fiets", "kaas", "koffie",
	"hallo", "goedemorgen", "schatje", "lieverd", "liefde", "mama", "papa", "oma", "opa", "poes", "hond", "paard", "konijn", "vogel", "bloem",
}
