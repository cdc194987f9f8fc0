package phrases

// This file walks every table: each entry is found by its own example, no entry is
// hidden behind an earlier one, and what is asked says what the entry does.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A walker checks tables, and notes which it has checked.
type walker struct {
	t    *testing.T
	seen map[string]bool
}

// walk checks one table. cut returns the part of an example, in lower case, that the
// table is asked about; ask is the exported function, asked about the whole example.
func walk[T comparable](w *walker, name string, tab table[T], cut func(string) string, ask func(string) T) {
	w.t.Run(name, func(t *testing.T) {
		type key struct {
			form   form
			phrase string
		}
		phrases, examples := map[key]bool{}, map[string]bool{}
		for i := range tab {
			e := &tab[i]
			if k := (key{e.form, e.phrase}); phrases[k] || examples[e.example] {
				t.Errorf("%q or its example stands twice", e.phrase)
			} else {
				phrases[k], examples[e.example] = true, true
			}
			switch found, _ := tab.find(cut(e.example)); {
			case e.example == "":
				t.Errorf("%q has no example", e.phrase)
			case found == nil:
				t.Errorf("%q is not found in its example %q", e.phrase, e.example)
			case found != e:
				t.Errorf("%q is hidden behind %q: give it another example, or leave it out", e.phrase, found.phrase)
			case ask(e.example) != e.says:
				t.Errorf("%q: the answer is %v, the entry says %v", e.example, ask(e.example), e.says)
			}
			if place(e.form, e.phrase, strings.ToLower(e.example)) >= 0 && !hasFold(e.form, e.phrase, strings.ToUpper(e.example)) && e.form != part {
				t.Errorf("%q is not found in its example in capitals", e.phrase)
			}
		}
	})
	w.seen[name] = true
}

// low is the cut of tables that are asked about whole texts.
func low(s string) string { return strings.ToLower(s) }

// behindName is the cut of tables that are asked about what stands behind a name.
func behindName(s string) string {
	_, rest, _ := strings.Cut(low(s), " ")
	return rest
}

// of asks a function about a text in lower case.
func of[T any](f func(string) T) func(string) T { return func(s string) T { return f(low(s)) } }

// behind asks a function about what stands behind the first word.
func behind[T any](f func(string) T) func(string) T {
	return func(s string) T { return f(behindName(s)) }
}

func TestTables(t *testing.T) {
	w := &walker{t, map[string]bool{}}
	walkHeadings(w)
	walkSubjects(w)
	walkTitles(w)
	walkColumns(w)
	walkTypes(w)
	walkCalls(w)
	walkPaging(w)
	walkDescriptions(w)
	walkNames(w)
	walkCredentials(w)
	for _, name := range declared(t) {
		if !w.seen[name] && name != "primitiveOf" {
			t.Errorf("no test walks the table %s", name)
		}
	}
}

func walkHeadings(w *walker) {
	clean := func(s string) string { return strings.TrimRight(low(s), ": 0123456789.") }
	walk(w, "headings", headings, clean, HeadingOf)
	walk(w, "labels", labels, low, LabelOf)
	walk(w, "requestHeadings", requestHeadings, low, HeadsRequests)
	walk(w, "samples", samples, low, IsSample)
	walk(w, "propertyHeadings", propertyHeadings, low, of(PropertyHeadingOf))
	walk(w, "topics", topics, low, of(TopicsOf))
	walk(w, "derivedHeadings", derivedHeadings, low, HeadsDerived)
	walk(w, "enumHeadings", enumHeadings, behindName, func(s string) bool { return EnumeratedName(s) == "colorKind" })
	walk(w, "notEnumNames", notEnumNames, func(s string) string { return strings.TrimSuffix(low(s), " values") },
		func(s string) bool { return EnumeratedName(s) == "" })
}

func walkSubjects(w *walker) {
	first := func(s string) string { head, _, _ := strings.Cut(low(s), " "); return head }
	last := func(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }
	walk(w, "articles", articles, first, func(s string) bool { return IsArticle(first(s)) })
	walk(w, "memberWords", memberWords, func(s string) string { return last(low(s)) }, func(s string) bool {
		_, cut := CutMembers(strings.Fields(s))
		return cut
	})
	walk(w, "determiners", determiners, first, func(s string) bool { return LeadsToThing(first(s)) })
	walk(w, "toThings", toThings, low, LeadsToThing)
	walk(w, "alternatives", alternatives, low, LeadsToAlternative)
}

func walkCredentials(w *walker) {
	walk(w, "authHeadings", authHeadings, low, HeadsAuth)
	walk(w, "keyHeaders", keyHeaders, low, IsKeyHeader)
	walk(w, "keyParameters", keyParameters, low, IsKeyParameter)
	walk(w, "keyTexts", keyTexts, low, SpeaksOfKey)
	walk(w, "schemes", schemes, low, SchemeIn)
	walk(w, "demands", demands, low, DemandsAuth)
	walk(w, "codeWords", codeWords, low, AnnouncesCode)
	walk(w, "errorParts", errorParts, low, ErrorPartOf)
	walk(w, "errorGuides", errorGuides, low, HeadsErrors)
}

func walkTitles(w *walker) {
	walk(w, "banners", banners, low, IsBanner)
	walk(w, "leading", leading, strings.ToLower, LeadsOn)
	walk(w, "descriptionHeadings", descriptionHeadings, low, HeadsDescription)
	walk(w, "invitations", invitations, low, InvitesToRead)
	firstWord := func(s string) string { first, _, _ := strings.Cut(low(s), " "); return first }
	secondWord := func(s string) string { return strings.Split(s, "-")[1] }
	walk(w, "titles", titles, behindName, behind(TitleOf))
	walk(w, "readings", readings, firstWord, ReadingOf)
	walk(w, "creations", creations, low, TitlesCreation)
	walk(w, "functions", functions, low, TitlesFunction)
	walk(w, "calls", calls, low, func(title string) bool { name, _, _ := strings.Cut(title, " "); return TitlesCall(title, name) })
	walk(w, "verbs", verbs, secondWord, func(s string) Verb { return VerbOf(secondWord(s)) })
}

func walkColumns(w *walker) {
	for name, column := range map[string]Column{
		"parameterColumns": ParameterColumn, "typeColumns": TypeColumn, "descriptionColumns": DescriptionColumn,
		"requiredColumns": RequiredColumn, "valueColumns": ValueColumn, "statusColumns": StatusColumn,
		"errorCodeColumns": ErrorCodeColumn, "otherCodeColumns": OtherCodeColumn, "messageColumns": MessageColumn,
		"permissionTypeColumns": PermissionTypeColumn, "permissionColumns": PermissionColumn,
		"delegatedColumns": DelegatedColumn, "callerColumns": CallerColumn,
		"verbColumns": VerbColumn, "urlColumns": URLColumn, "placeColumns": PlaceColumn, "looseNameColumns": LooseNameColumn,
	} {
		walk(w, name, column.words(), low, func(s string) Column {
			if rank := column.Rank(s); rank >= 0 {
				return column.words()[rank].says
			}
			return 0xff
		})
	}
	walk(w, "yes", yes, low, SaysYes)
	walk(w, "nameColumns", nameColumns, low, of(NameColumnOf))
	walk(w, "aboutColumns", aboutColumns, low, of(AboutColumnOf))
	walk(w, "methodColumns", methodColumns, low, of(HeadsMethods))
	walk(w, "memberColumns", memberColumns, low, HeadsMembers)
	walk(w, "aboutMembers", aboutMembers, low, MemberColumnOf)
}

func walkTypes(w *walker) {
	walk(w, "counts", counts, low, of(CountOf))
	walk(w, "writings", writings, low, of(WritingOf))
	walk(w, "mapHeads", mapHeads, low, of(SaysMap))
	walk(w, "valueLeads", valueLeads, low, func(s string) bool { return SaysMap("map of " + low(s)) })
	walk(w, "valueTails", valueTails, low, func(s string) bool { return SaysMap("object with " + low(s)) })
	walk(w, "basePhrases", basePhrases, low, func(s string) bool { _, _, ok := BasePhrase(low(s)); return ok })
	derived := func(s string) bool { _, to := DerivedPart(low(s)); return to > 0 }
	walk(w, "derivedBefore", derivedBefore, low, derived)
	walk(w, "derivedAfter", derivedAfter, low, derived)
	walk(w, "jobStates", jobStates, low, func(s string) JobState { return JobStateOf(s, "") })
	walk(w, "jobRemarks", jobRemarks, low, func(s string) JobState { return JobStateOf("", s) })
	walk(w, "jobParts", jobParts, low, JobPartOf)
	walk(w, "resultRemarks", resultRemarks, low, SaysResult)
	walk(w, "finals", finals, low, HeadsFinal)
	walk(w, "untils", untils, low, func(s string) bool { return UntilFrom(low(s)) >= 0 })
	walk(w, "constants", constants, low, func(s string) bool { return ConstantFrom(low(s)) >= 0 })
	walk(w, "unions", unions, low, func(s string) bool { return UnionFrom(low(s)) >= 0 })
	walk(w, "ownKindLeads", ownKindLeads, low, LeadsToOwnKind)
	walk(w, "kindVerbs", kindVerbs, low, SaysKindIs)
	walk(w, "variantWords", variantWords, low, of(StandsAroundKind))
	walk(w, "everyKind", everyKind, func(s string) string { return strings.TrimSpace(low(s)) }, SaysEveryKind)
	walk(w, "kindColumns", kindColumns, low, of(HeadsKinds))
	walk(w, "inheritedCells", inheritedCells, low, func(s string) bool { return InheritedFrom(s) > 0 })
	walk(w, "fillers", fillers, low, of(FillerOf))
	around := func(i int) func(string) string {
		return func(s string) string { return strings.SplitN(low(s), abstractWord, 2)[i] }
	}
	walk(w, "abstractNouns", abstractNouns, around(1), CallsAbstract)
	walk(w, "notAbstract", notAbstract, around(0), func(s string) bool { return !CallsAbstract(s) })
	walk(w, "grids", grids, low, func(s string) bool { from, _, ok := GridPart(low(s)); return ok && from > 0 })
	walk(w, "collectionHeads", collectionHeads, low, func(s string) bool { from, _, ok := CollectionPart(low(s)); return ok && from > 0 })
	walk(w, "collectionTails", collectionTails, low, func(s string) int { _, to, _ := CollectionPart(low(s)); return len(s) - to })
	walk(w, "listings", listings, low, ReturnsCollection)
	walk(w, "resultHolders", resultHolders, low, HoldsResult)
	walk(w, "envelopes", envelopes, low, HoldsMany)
	walk(w, "noTypes", noTypes, low, IsNoType)
	walk(w, "primitives", primitives, func(s string) string { return strings.ReplaceAll(low(s), "-", " ") },
		func(s string) string { return Primitive(strings.ReplaceAll(low(s), "-", " ")) })
	walk(w, "opens", opens, low, SaysOpen)
	walk(w, "remarks", remarks, low, of(RemarkOf))
	walk(w, "adjectives", adjectives, low, func(s string) bool { _, ok := CutAdjective(s, low(s)); return ok })
	walk(w, "enumTails", enumTails, low, func(s string) bool { _, ok := CutEnum(s, low(s)); return ok })
	walk(w, "enumWords", enumWords, low, of(CallsEnum))
	walk(w, "kinds", kinds, low, of(KindOf))
	walk(w, "typeTails", typeTails, low, TypeTail)
	walk(w, "nouns", nouns, low, func(s string) bool { rest, ok := CutNoun(s, low(s)); return ok && rest == "invoice" })
	walk(w, "references", references, low, func(s string) bool { _, ok := CutIdentifier(s, low(s)); return ok })
	walk(w, "bareLists", bareLists, low, func(s string) bool { rest, ok := CutBareList(s, low(s)); return ok && rest == "string" })
	walk(w, "tellings", tellings, low, func(s string) bool {
		return slices.Contains(slices.Collect(ValuesTold(low(s))), strings.Index(s, ` "`))
	})
	walk(w, "separators", separators, low, func(s string) bool { return CutSeparator(s) == `"paid"` })
}

func walkPaging(w *walker) {
	walk(w, "pagingMembers", pagingMembers, letters, PagingMemberOf)
	walk(w, "pagingGroups", pagingGroups, letters, GroupsPaging)
	walk(w, "linkMembers", linkMembers, letters, HoldsLink)
	walk(w, "links", links, low, CallsLink)
	walk(w, "pagingParameters", pagingParameters, letters, PagingParameterOf)
	walk(w, "pagingValues", pagingValues, low, PagingParameterIn)
	walk(w, "firstNumbers", firstNumbers, low, func(s string) int { n, _ := FirstNumber(s); return n })
	walk(w, "pagingHeadings", pagingHeadings, low, HeadsPaging)
	walk(w, "linkHeaders", linkHeaders, low, SaysLinkHeader)
	walk(w, "paginated", paginated, low, SaysPaginated)
	walk(w, "pagingWays", pagingWays, low, PagingWayIn)
	walk(w, "unpagedLists", unpagedLists, low, SaysWhole)
	walk(w, "pageTalk", pageTalk, low, SpeaksOfPages)
	walk(w, "headerCounts", headerCounts, low, HeaderCountIn)
	walk(w, "genericLists", genericLists, low, IsGenericList)
	walk(w, "relatives", relatives, low, RelatesTo)
	walk(w, "contrasts", contrasts, low, func(s string) string { return strings.TrimSuffix(low(s), Subject(low(s))) })
	walk(w, "allLists", allLists, low, SaysAllLists)
}

func walkCalls(w *walker) {
	walk(w, "owners", owners, low, NamesOwner)
	walk(w, "returning", returning, low, of(SaysReturns))
	walk(w, "results", results, low, of(SpeaksOfResult))
	walk(w, "contents", contents, low, of(SpeaksOfBody))
	walk(w, "failures", failures, low, AnnouncesFailure)
	walk(w, "statusHeads", statusHeads, low, func(s string) bool { return BehindStatusWords(s+" 404") == "404" })
	walk(w, "statusLabels", statusLabels, low, of(LabelsStatus))
	walk(w, "numbers", numbers, low, of(NumberOf))
	walk(w, "streams", streams, low, of(SaysStream))
	walk(w, "promises", promises, low, of(PromisesBody))
	walk(w, "followers", followers, low, func(s string) bool { return FollowsResult(strings.Fields(s)) })
	walk(w, "leaders", leaders, low, of(LeadsToResult))
	walk(w, "clauseWords", clauseWords, low, of(IsCondition))
	walk(w, "empties", empties, low, of(EmptinessOf))
	walk(w, "statusWords", statusWords, low, of(AnnouncesStatus))
	walk(w, "ambiguous", ambiguous, low, of(IsAmbiguous))
	walk(w, "resultNouns", resultNouns, low, of(FollowsPrimitive))
	walk(w, "containers", containers, low, of(PrecedesPrimitive))
	walk(w, "headerColumns", headerColumns, low, HeadsHeaders)
	walk(w, "holdings", holdings, low, SaysHolds)
	walk(w, "holders", holders, low, IsHolder)
	walk(w, "propertyLeads", propertyLeads, low, DescribesProperties)
	walk(w, "resultColumns", resultColumns, low, HeadsResult)
	walk(w, "transportHeaders", transportHeaders, low, IsTransportHeader)
	walk(w, "clientHeaders", clientHeaders, low, IsClientHeader)
	walk(w, "credentials", credentials, unsigned, IsCredential)
	walk(w, "cursors", cursors, unsigned, IsCursor)
	walk(w, "instants", instants, low, SaysInstant)
	walk(w, "requiredTables", requiredTables, low, SaysAllRequired)
	walk(w, "placeRows", placeRows, low, PlaceOfRow)
	walk(w, "placedColumns", placedColumns, low, PlaceOfColumn)
	walk(w, "ofCalls", ofCalls, low, HeadsParameters)
	walk(w, "responseLeads", responseLeads, low, SaysResponse)
	walk(w, "parameterLists", parameterLists, low, ParameterListOf)
	walk(w, "queryPlaces", queryPlaces, low, SaysQuery)
	walk(w, "remarkedRequirements", remarkedRequirements, low, RemarkedRequirement)
	walk(w, "noBodies", noBodies, low, of(SaysNoBody))
	walk(w, "representations", representations, low, func(s string) bool {
		after := slices.Collect(AfterRepresentation(low(s)))
		return len(after) == 1 && strings.HasSuffix(after[0], "invoice.")
	})
	walk(w, "bodyLists", bodyLists, low, func(s string) bool { return ListedInBody(low(s)) == "strings" })
	walk(w, "quantities", quantities, low, func(s string) bool { return ListedInBody("a list of "+s+" strings") == "strings" })
	walk(w, "parameterWords", parameterWords, low, of(ParameterWordOf))
	walk(w, "conjunctions", conjunctions, func(s string) string { return strings.Trim(low(s), " -:") }, IsConjunction)
	walk(w, "callers", callers, low, CallerOf)
	walk(w, "kindsOfCallers", kindsOfCallers, low, func(s string) Caller {
		var named []Caller
		for _, c := range []Caller{PersonalCaller, DelegatedCaller, ApplicationCaller} {
			if c.Names(low(s)) {
				named = append(named, c)
			}
		}
		if len(named) != 1 {
			return NoCaller
		}
		return named[0]
	})
	walk(w, "orders", orders, low, MostFirst)
	walk(w, "noPermissions", noPermissions, low, IsNoPermission)
	walk(w, "errorLists", errorLists, low, SpeaksOfErrors)
	walk(w, "permissionWords", permissionWords, low, DescribesPermission)
	walk(w, "permissionHeads", permissionHeads, low, HeadsPermissions)
	walk(w, "scopes", scopes, low, ScopeOf)
	walk(w, "permittings", permittings, low, func(s string) bool { return len(Permitted(s)) == 0 })
	walk(w, "unfinished", unfinished, low, IsUnfinished)
}

func walkDescriptions(w *walker) {
	same := func(s string) string { return s }
	walk(w, "nullabilities", nullabilities, low, of(NullabilityOf))
	walk(w, "readOnly", readOnly, low, of(SaysReadOnly))
	walk(w, "requirements", requirements, low, of(RequirementOf))
	walk(w, "parameterRequirements", parameterRequirements, low, ParameterRequirement)
	walk(w, "optional", optional, low, SaysOptional)
	walk(w, "conditions", conditions, low, of(HasCondition))
	walk(w, "omissions", omissions, low, of(LeftOutAtTimes))
	walk(w, "navigations", navigations, low, of(SaysNavigation))
	walk(w, "directions", directions, low, of(LeadsToOne))
	walk(w, "existences", existences, low, func(s string) bool {
		subject, ok := SubjectOfExistence(s)
		return ok && subject == "customer (customerId)"
	})
	walk(w, "wholes", wholes, low, of(CountsWhole))
	walk(w, "secondCounts", secondCounts, same, CountsSeconds)
	walk(w, "deprecatedWords", deprecatedWords, low, MentionsDeprecated)
	walk(w, "deprecatedProperties", deprecatedProperties, low, of(SaysDeprecated))
	walk(w, "deprecates", deprecates, low, DeprecatesSubject)
	walk(w, "deprecatedSubjects", deprecatedSubjects, low, func(s string) bool { return DeprecatesSubject(s + " is deprecated.") })
	walk(w, "deprecatedOpenings", deprecatedOpenings, low, DeprecatesSubject)
	walk(w, "deprecatedCallers", deprecatedCallers, low, func(s string) bool { return DeprecatesCall(s + " is deprecated.") })
	walk(w, "replacements", replacements, low, NamesReplacement)
	walk(w, "deprecatedCalls", deprecatedCalls, low, DeprecatesCall)
	walk(w, "deprecatedTitles", deprecatedTitles, low, TitlesDeprecated)
	for _, group := range listingGroups {
		walk(w, "listingGroups", group.phrases, low, func(s string) bool {
			from := ListedFrom(low(s))
			return from > 0 && strings.Contains(low(s)[:from], group.word) && strings.ContainsAny(s[from:], ":aeio")
		})
	}
	walk(w, "listingVerbs", listingVerbs, same, func(s string) bool { return strings.HasPrefix(CutListingVerb(s), "open") })
}

func walkNames(w *walker) {
	same := func(s string) string { return s }
	walk(w, "baseWords", baseWords, func(s string) string { word, _, _ := strings.Cut(low(s)[1:], "/"); return word },
		func(s string) bool { word, _, _ := strings.Cut(s[1:], "/"); return IsBaseWord(word) })
	walk(w, "addresses", addresses, func(s string) string { word, _, _ := strings.Cut(low(s), "/"); return word },
		func(s string) bool { word, _, _ := strings.Cut(s, "/"); return IsAddress(word) })
	walk(w, "pageWords", pageWords, low, of(MeansPage))
	walk(w, "plurals", plurals, low, IsPlural)
	walk(w, "singulars", singulars, low, func(s string) string {
		one := Singulars(s)[0]
		return one[len(commonPrefix(one, s)):]
	})
	walk(w, "ones", ones, low, func(s string) string {
		e, _ := ones.find(s)
		if one := OneOf(s); one != "" && one != strings.TrimSuffix(low(s), e.phrase)+e.says || one == "" && e.says != e.phrase {
			return "?"
		}
		return e.says
	})
	walk(w, "commands", commands, same, IsCommand)
	walk(w, "nounCalls", nounCalls, same, NamesFunction)
	walk(w, "plainCommands", plainCommands, same, func(s string) string {
		if !IsCommand(s) {
			return ""
		}
		return plainCommands.of(s)
	})
	walk(w, "acts", acts, low, Acts)
	walk(w, "queries", queries, same, IsQuery)
	walk(w, "argumentTypes", argumentTypes, same, ArgumentType)
	walk(w, "identifiers", identifiers, low, IsIdentifier)
}

func commonPrefix(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:n]
}

// declared lists the tables that the package declares.
func declared(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range f.Decls {
			if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.VAR {
				for _, spec := range d.Specs {
					for _, name := range spec.(*ast.ValueSpec).Names {
						names = append(names, name.Name)
					}
				}
			}
		}
	}
	if len(names) < 50 {
		t.Fatalf("only %d tables found", len(names))
	}
	return slices.Sorted(slices.Values(names))
}

// Tables that say the contrary of each other do not take each other's examples.
func TestContraries(t *testing.T) {
	names := func(s string) bool { // the base of its subject
		_, to, ok := BasePhrase(low(s))
		return ok && FirstWord(low(s)[to:]) != "this" // which is no type's name
	}
	derives := func(s string) bool { _, to := DerivedPart(low(s)); return to >= 0 }
	heads := func(s string) bool { e, _ := collectionHeads.find(low(s)); return e != nil }
	tails := func(s string) bool { e, _ := collectionTails.find(low(s)); return e != nil }
	for _, c := range []struct {
		name     string
		examples []string
		asked    func(string) bool
	}{
		{"derived types, base", slices.Concat(derivedBefore.examples(), derivedAfter.examples()), names},
		{"base, derived types", basePhrases.examples(), derives},
		{"derived before, after", derivedBefore.examples(), func(s string) bool { from, _ := DerivedPart(low(s)); return from > 0 }},
		{"derived after, before", derivedAfter.examples(), func(s string) bool { from, _ := DerivedPart(low(s)); return from == 0 }},
		{"nothing, stream", empties.examples(), of(SaysStream)},
		{"stream, nothing", streams.examples(), func(s string) bool { return EmptinessOf(low(s)) != NotEmpty }},
		{"body, no body", representations.examples(), of(SaysNoBody)},
		{"no body, body", noBodies.examples(), func(s string) bool {
			for range AfterRepresentation(low(s)) {
				return true
			}
			return false
		}},
		{"collection before, after", collectionHeads.examples(), tails},
		{"collection after, before", collectionTails.examples(), heads},
		{"no type, primitive", noTypes.examples(), func(s string) bool { return Primitive(low(s)) != "" }},
		{"primitive, no type", primitives.examples(), IsNoType},
		{"plural, singular name", []string{"invoice", "lineItem", "data"}, IsPlural},
		{"property, call", deprecatedProperties.examples(), DeprecatesCall},
		{"property, subject", deprecatedProperties.examples(), DeprecatesSubject},
	} {
		for _, example := range c.examples {
			if c.asked(example) {
				t.Errorf("%s: %q is taken for the other", c.name, example)
			}
		}
	}
}

// examples lists the examples of a table.
func (t table[T]) examples() []string {
	all := make([]string, len(t))
	for i := range t {
		all[i] = t[i].example
	}
	return all
}

// Texts that speak of something else say nothing.
func TestNothingSaid(t *testing.T) {
	for name, says := range map[string]bool{
		"heading":     HeadingOf("For customers:") != NoHeading,
		"title":       TitleOf("invoices with lines") != NoTitle,
		"requirement": RequirementOf("the signature is required by law in some states") != UnsaidRequirement,
		"null":        NullabilityOf("the annulled invoice") != UnsaidNullability,
		"read-only":   SaysReadOnly("whether it was read"),
		"values":      ListedFrom("the value of the invoice") >= 0,
		"deprecation": DeprecatesSubject("The number property of this type is deprecated."),
	} {
		if says {
			t.Errorf("%s: something is said", name)
		}
	}
}
