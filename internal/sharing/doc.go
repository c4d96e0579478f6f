// Package sharing answers "Toch niet of toch wel?": whether a kind of information may go from one partner to another,
// under the agreements in force on a day and the law.
//
// It decides nothing: [Aid.Advise] reports what agreements and law say, the professional decides. For personal data of a
// young person it never answers [Permitted] or [PermittedWithConditions] unless an agreement in force covers it, and it
// never answers [NotCovered] where the law itself opens a way. The rules are those of doc/sharing.md, step by step.
//
// The package is pure: no clock, no files, no words for people. Whatever order agreements, parties and provisions come
// in, the answer is the same.
package sharing
