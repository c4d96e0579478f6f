package sharing

import (
	"slices"

	"codeberg.org/bondgenoot/bondgenoot/internal/partnership"
)

// sought is a question in numbers.
type sought struct {
	question          Question
	from, to          who
	category, purpose number
}

// count returns the size of what [rule.failures] returns.
func (r *rule) count(q *sought) int {
	n := 0
	if !r.from.matches(q.from) || !r.to.matches(q.to) {
		n++
	}
	if r.category != q.category {
		n++
	}
	if r.purpose != q.purpose {
		n++
	}
	return n
}

// failures returns why a provision does not apply, apart from what its agreement, the parties and its forum fail in.
func (r *rule) failures(q *sought) set {
	var failed set
	if !r.from.matches(q.from) || !r.to.matches(q.to) {
		if r.from.matches(q.to) && r.to.matches(q.from) {
			failed = onlyDirectionReversed
		} else {
			failed = onlyPartiesDiffer
		}
	}
	if r.category != q.category {
		failed |= onlyCategoryDiffers
	}
	if r.purpose != q.purpose {
		failed |= onlyPurposeDiffers
	}
	return failed
}

// failuresOfForum returns why a provision of a forum does not apply.
func (r *room) failuresOfForum(forum int32, q *Question) set {
	if forum == nowhere {
		return onlyOtherForum
	}
	f, failed := &r.agreement.Forums[forum], set(0)
	if !isForum(q.Forum, r.agreement.ID, f.ID) {
		failed = onlyOtherForum
	}
	if len(f.Participants) == 0 {
		return failed
	}
	if !slices.Contains(f.Participants, q.From) && !slices.Contains(f.Suppliers, q.From) {
		failed |= onlyProviderNotInForum
	}
	if !slices.Contains(f.Participants, q.To) {
		failed |= onlyRecipientNotInForum
	}
	return failed
}

// isForum reports whether a question's forum is this one.
func isForum(name string, agreement, forum partnership.ID) bool {
	n := len(agreement)
	return len(name) == n+1+len(forum) && name[:n] == string(agreement) && name[n] == '/' && name[n+1:] == string(forum)
}

// match is a provision with what it fails in.
type match struct {
	room      *room
	provision *partnership.Provision
	name      string
	failed    set
}

// nearest returns the provisions with the fewest failures. What fails in more than the best so far is not looked into:
// agreements are taken in the order of their own failures, as their provisions fail in at least as much.
func (a *Aid) nearest(q *sought) []match {
	force, given, got := a.forceOn(q.question.On), a.bondsOf(q.question.From, q.question.On), a.bondsOf(q.question.To, q.question.On)
	owns := make([]set, len(a.rooms))
	sizes := make([]int, len(a.rooms))
	for i := range owns {
		owns[i] = force[i] | given.provider[i] | got.recipient[i]
		sizes[i] = owns[i].size()
	}
	found, fewest := []match(nil), len(sorted)
	for most := 0; most <= min(fewest, mostOfAgreement); most++ {
		for i, size := range sizes {
			if size == most {
				found, fewest = a.rooms[i].nearest(q, owns[i], found, fewest)
			}
		}
	}
	return found
}

// mostOfAgreement is in how much an agreement can fail by itself: not in force, suspended, terminated, not yet or no more
// in its term, or both on a wrong day of a term that cannot be; and provider and recipient in one thing each.
const mostOfAgreement = 7

// nearest adds the provisions of an agreement that fail in as little as the best so far, or puts them in its place.
func (r *room) nearest(q *sought, own set, found []match, fewest int) ([]match, int) {
	size := own.size()
	for j := range r.rules {
		rule := &r.rules[j]
		if size+rule.count(q) > fewest {
			continue
		}
		provision := &r.agreement.Provisions[j]
		failed := own | rule.failures(q)
		if rule.forum != everywhere {
			failed |= r.failuresOfForum(rule.forum, &q.question)
		}
		if rule.dated && provision.LapseOn(q.question.On) != "" {
			failed |= onlyProvisionNotInForce
		}
		n := failed.size()
		if n < fewest {
			fewest, found = n, found[:0]
		}
		if n == fewest {
			found = append(found, match{r, provision, rule.name, failed})
		}
	}
	return found, fewest
}
