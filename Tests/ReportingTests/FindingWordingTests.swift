import Foundation
import GradeModel
import TestSupport
import Testing

@testable import Reporting

/// Every sentence on what a check found, word for word.
@Suite struct FindingWordingTests {
  struct Said: Sendable, CustomTestStringConvertible {
    let finding: Finding
    let sentence: String
    let quantity: String
    let outcome: Outcome
    var testDescription: String { sentence }

    init(_ finding: Finding, _ sentence: String, of quantity: String = "m", _ outcome: Outcome = .incorrect) {
      (self.finding, self.sentence, self.quantity, self.outcome) = (finding, sentence, quantity, outcome)
    }

    func check(divergence: Divergence? = nil) -> Check {
      Check(
        caseID: "usual", quantity: quantity, outcome: outcome, points: 0, maximum: 2, finding: finding,
        divergence: divergence)
    }
  }

  static let layout: [Said] = [
    Said(
      .notReported(parameter: "", resembling: nil, besideParameters: false),
      "loss is not reported: keep it in a property named loss", of: "loss"),
    Said(
      .notReported(parameter: "", resembling: nil, besideParameters: true),
      "chosenRate is not reported: keep it in a property named chosenRate of the type Double, [Double] or Tensor",
      of: "chosenRate"),
    Said(
      .notReported(parameter: "W", resembling: nil, besideParameters: false),
      "m is not reported for the parameter W: keep it in a property named m of the type Parameters"),
    Said(
      .notReported(parameter: "W", resembling: "mhat", besideParameters: false),
      "mHat is not reported for the parameter W: call your 'mhat' mHat", of: "mHat"),
    Said(
      .unreadable("a computed property of type Matrix"),
      "dW is a computed property of type Matrix, which cannot be read: it has to be a Tensor, a number or a list of numbers, "
        + "and what each parameter has a Parameters or a dictionary of these", of: "dW"),
    Said(
      .shape(series: "m/W", yours: [2, 3], expected: [3]), "m/W has the shape [2, 3], and should have [3]"),
    Said(
      .shape(series: "dW", yours: [2, 3], expected: [3, 2]),
      "dW has the shape [2, 3], and should have [3, 2]: it is transposed", of: "dW"),
    Said(
      .shape(series: "dW", yours: [], expected: [3, 2]),
      "dW is a single number, and should have the shape [3, 2]: it was perhaps never given its value", of: "dW"),
    Said(.entries(series: "m/W", yours: 3, expected: 25), "m/W has 3 entries, and should have 25"),
  ]

  static let numbers: [Said] = [
    // Without a place, as from a report that was cut by hand.
    Said(.differs, "m is not what its equation gives on your own values"),
    Said(.notItsEquation, "m is not what its equation gives on your own values"),
    Said(
      .changedInPlace, "the gradients that were handed to the program are not what they were: it changes them in place",
      of: "gradients"),
    nonFinite(.zeroOverZero, "v/W is NaN, not a number, from step 7 on: 0/0"),
    nonFinite(.divisionByZero, "v/W is NaN, not a number, from step 7 on: a division by 0"),
    nonFinite(.negativeRoot, "v/W is NaN, not a number, from step 7 on: the root of a negative number"),
    nonFinite(
      .logarithm, "v/W is NaN, not a number, from step 7 on: the logarithm of 0 or of a negative number"),
    nonFinite(.overflow, "v/W is NaN, not a number, from step 7 on: a number too large for Double"),
    Said(
      .nonFinite(.init(parameter: "", step: 0, value: .infinity, extent: .onwards, source: "m")),
      "v is infinite, from the start on; it comes from m", of: "v"),
    Said(
      .nonFinite(.init(parameter: "", step: 7, value: .nan, extent: .thisStep)),
      "v is NaN, not a number, at step 7", of: "v"),
    Said(
      .nonFinite(.init(parameter: "", step: 7, value: .nan, extent: .someLater)),
      "v is NaN, not a number, first at step 7", of: "v"),
  ]

  /// The elements that are listed below the sentence may be finite.
  @Test func notEveryElementNeedsToBeInfinite() {
    let elements = [0.5, .infinity].enumerated().map { index, yours in
      Divergence.Element(index: [index], yours: yours, expected: 1, allowed: 1e-15)
    }
    func fault(_ elements: [Divergence.Element]) -> String {
      let divergence = Divergence(
        parameter: "W", step: 1, steps: 3, differing: elements.count, count: 2, elements: elements)
      let finding = Finding.nonFinite(.init(parameter: "W", step: 1, value: .infinity, extent: .onwards))
      return Wording.fault(of: Said(finding, "", of: "update").check(divergence: divergence))
    }
    #expect(fault(elements) == "update/W is infinite in some elements, from step 1 on")
    #expect(fault(Array(elements.dropFirst())) == "update/W is infinite, from step 1 on")
  }

  private static func nonFinite(_ cause: Finding.NonFinite.Cause, _ sentence: String) -> Said {
    Said(
      .nonFinite(.init(parameter: "W", step: 7, value: .nan, extent: .onwards, cause: cause)), sentence, of: "v")
  }

  static let choices: [Said] = [
    Said(.notAllowed(step: nil, steps: 4), "order is not a choice that the rule allows", of: "order"),
    Said(
      .notAllowed(step: 3, steps: 12), "chosenRate is not a choice that the rule allows, first at step 3 of 12",
      of: "chosenRate"),
    Said(
      .implausible(name: "mask", .support(0.5)),
      "mask holds 0.5, which is not among the numbers that it may hold"),
    Said(
      .implausible(name: "noise", .mean(0.212_345, expected: 0)),
      "noise has the mean 0.2123, and should have 0.0: so far off is chance less than once in 10⁹"),
    Said(
      .implausible(name: "noise", .spread(1.212_345, expected: 1)),
      "noise has the standard deviation 1.212, and should have 1.0: so far off is chance less than once in 10⁹"),
    Said(
      .implausible(name: "noise", .distribution(distance: 0.123_456)),
      "noise is distributed otherwise than asked: the two distribution functions are 0.123 apart, which is chance less than once in 10⁹"
    ),
    Said(
      .implausible(name: "mask", .repeated(step: 2, of: 1)),
      "mask is the same at step 2 as at step 1, and should be drawn anew"),
    Said(
      .implausible(name: "W", .repeatedRow(3, of: 1)),
      "W has the same numbers in row 3 as in row 1, counted from 1: each number should be drawn for itself"),
    Said(
      .implausible(name: "W", .repeatedColumn(4, of: 2)),
      "W has the same numbers in column 4 as in column 2, counted from 1: each number should be drawn for itself"),
    Said(
      .implausible(name: "mask", .rate(0.712_34, expected: 0.3)),
      "mask drops 71.2 %, and should drop 30.0 %: so far off is chance less than once in 10⁹"),
    Said(
      .implausible(name: "batches", .twice(7, epoch: 1)),
      "batches takes 7 twice in epoch 1, where every example should come once"),
    Said(
      .implausible(name: "batches", .unshuffled),
      "batches takes the examples in their own order: it does not shuffle them"),
    Said(
      .implausible(name: "batches", .shuffledOnce(epoch: 2)),
      "batches has in epoch 2 the order of the epoch before: it should shuffle anew"),
    Said(
      .implausible(name: "batches", .repeatedEpoch(5)),
      "batches has in epoch 5 the order of one before: it should shuffle anew"),
    Said(
      .implausible(name: "batches", .countedFromOne),
      "batches counts the examples from 1, and they should be counted from 0"),
    Said(
      .implausible(name: "batches", .keepsTogether(.epochBefore)),
      "batches takes examples together that were together in the epoch before, more than chance does once in 10⁹: every order should be as likely"
    ),
    Said(
      .implausible(name: "batches", .keepsPlaces(.own)),
      "batches takes examples at places that follow from their own order, more than chance does once in 10⁹: every order should be as likely"
    ),
    Said(
      .implausible(name: "batches", .keepsSequence(.twoBefore)),
      "batches takes examples after those that they come after in the epoch before the last, more than chance does once in 10⁹: every order should be as likely"
    ),
    Said(
      .implausible(name: "batches", .keepsBatches(.own)),
      "batches leaves examples in the batch that they have in their own order, or moves them out of it, more than chance does once in 10⁹: every order should be as likely"
    ),
    Said(
      .implausible(name: "batches", .ownOrder(epoch: 3)),
      "batches takes the examples in their own order in epoch 3: it should shuffle anew"),
    Said(
      .implausible(name: "batches", .sameExchange(every: 1)),
      "batches makes the order of every epoch from the one before by the same exchange of places, as a generator that is made anew in each epoch does too: every order should be as likely"
    ),
    Said(
      .implausible(name: "batches", .sameExchange(every: 3)),
      "batches makes the order of an epoch from the one before by an exchange of places that comes again every 3 epochs: every order should be as likely"
    ),
    Said(
      .implausible(name: "batches", .fixedExample(23, batch: 3, times: 40, of: 40)),
      "batches has example 23 in batch 3 in 40 of 40 epochs (examples counted from 0, batches from 1): every order should be as likely"
    ),
    Said(
      .implausible(name: "batches", .fixedExample(22, batch: nil, times: 39, of: 40)),
      "batches leaves out example 22 in 39 of 40 epochs (examples counted from 0, batches from 1): every order should be as likely"
    ),
    Said(
      .implausible(name: "batches", .companions(0, 12, times: 38, of: 40)),
      "batches has the examples 0 and 12 (counted from 0) in one batch in 38 of 40 epochs: every order should be as likely"
    ),
    Said(
      .implausible(name: "batches", .balanced(.parity)),
      "batches has as many even as odd examples in a batch, more evenly than chance does once in 10⁹: every order should be as likely"
    ),
    Said(
      .implausible(name: "batches", .regular),
      "batches takes examples at equal distances, or the ones beside those of another batch: every order should be as likely"
    ),
    Said(
      .implausible(name: "batches", .brokenOff),
      "batches cannot be judged: in a longer run, on other inputs, the program breaks off"),
    Said(
      .tooFewDraws(name: "mask"),
      "mask has too few numbers for anything to be said of how they were drawn, so it earns nothing"),
    Said(.withoutChoice("batches"), "loss cannot be judged without batches, which it depends on", of: "loss"),
  ]

  static let consequences: [Said] = [
    Said(
      .follows(sources: ["m"], origins: ["m"]), "mHat follows rightly from your own m, where the mistake is",
      of: "mHat"),
    Said(
      .follows(sources: ["m"], origins: []), "mHat follows rightly from your own m, where the mistake is", of: "mHat"),
    Said(
      .follows(sources: ["mHat", "vHat"], origins: ["m", "v"]),
      "weights follows rightly from your own mHat and vHat; the mistake is in m and v", of: "weights"),
    Said(
      .rightDespite(sources: ["m"]), "mHat is right, though it does not follow from the m that you report", of: "mHat"),
    Said(
      .hidesMistakes(sources: ["m", "v", "vHat"]),
      "weights agrees with your own m, v and vHat, but those values would hide a mistake here too, so it earns nothing",
      of: "weights"),
    Said(
      .uninformative(source: "m", .frozen),
      "mHat agrees with your own values, but m stays the same from step 2 on: that shows nothing, so it earns nothing",
      of: "mHat"),
    Said(
      .sharesMistake(with: "y"), "loss is wrong by the same mistake as y, in a step between: it costs only once",
      of: "loss"),
    Said(
      .followsNotFinite(
        Finding.NonFinite(parameter: "W", step: 1, value: .nan, extent: .onwards, source: "mHat"),
        origins: ["mHat", "vHat"]),
      "weights/W is NaN, not a number, from step 1 on; it comes from mHat, which follows rightly from your own mHat and vHat, where the mistake is",
      of: "weights"),
    Said(
      .uninformative(source: "m", .independent),
      "mHat agrees with your own values, but m comes out the same whatever the inputs are: that shows nothing, so it earns nothing",
      of: "mHat"),
    Said(
      .uninformative(source: "m", .unanswered),
      "mHat agrees with your own values, but m is not computed like this in one more run, on other inputs: that shows nothing, so it earns nothing",
      of: "mHat"),
    Said(
      .uninformative(source: "mHat", .backSolved(from: "weights")),
      "weights agrees with your own values, but mHat has been worked out backwards from weights: that shows nothing, so it earns nothing",
      of: "weights"),
  ]

  static let endings: [Said] = [
    Said(
      .crashed(message: "Fatal error: Index out of range"), "the program crashed: Fatal error: Index out of range"),
    Said(
      .timedOut(seconds: 10, processorSeconds: 20),
      "the program did not finish within its limit: 10 s on the clock, 20 s of processor time"),
    Said(
      .timedOut(seconds: 0.5, processorSeconds: 1),
      "the program did not finish within its limit: 0.5 s on the clock, 1 s of processor time"),
    Said(.ended(code: 3), "the program ended itself with code 3 before the last step"),
    Said(.gaveUp(reason: "no memory"), "the program could not go on: no memory"),
    Said(
      .tooFewReports(reported: 3, steps: 12),
      "your fit reported 3 of 12 steps: call report once after each step"),
    Said(
      .notOfTheKit(reason: "a frame of 9 bytes"), "the program's answers are not those of GradusKit: a frame of 9 bytes"
    ),
    Said(
      .unequalRuns(series: "m/W", step: 4),
      "two runs on the same inputs gave different values, first for m/W at step 4: the result may depend on the weights, gradients and settings only, not on chance, time or memory that was never set"
    ),
    Said(.reportedOnce(series: "m/W"), "of two runs on the same inputs, only one reported m/W"),
    Said(.notReached(because: "the submission does not compile"), "the submission does not compile"),
    Said(.hidden, "the program crashed in a hidden case", .crashed),
    Said(.hidden, "the program did not finish a hidden case in time", .timedOut),
    Said(.hidden, "the program's answers in a hidden case are not those of GradusKit", .tampered),
    Said(.hidden, "the quantity is not reported in a hidden case", .missing),
    Said(.hidden, "two runs of a hidden case gave different values", .nondeterministic),
    Said(.hidden, "the quantity is not right in a hidden case", .incorrect),
    Said(
      .hidden, "the quantity agrees in a hidden case with wrong values that show nothing, so it earns nothing",
      .unproven),
    Said(.hidden, "the quantity follows rightly from wrong ones in a hidden case", .followThrough),
    Said(.hidden, "the quantity could not be judged in a hidden case", .skipped),
    Said(.hidden, "there is no program that a hidden case could run", .notBuilt),
    Said(.hidden, "the submission cannot be opened, so no hidden case was run", .unreadable),
  ]

  static let faults: [Said] = [
    Said(.notInReference, "the reference has no quantity 'q'; this is the assignment's fault, not yours", of: "q"),
    Said(
      .referenceNotFinite(series: "m/W"),
      "the reference for m/W is not finite in this case; this is the assignment's fault, not yours"),
    Said(
      .referenceFailed(reason: "x"),
      "the reference could not be computed (x); this is the assignment's fault, not yours"),
    Said(
      .noRule(choice: "order"),
      "order is to be chosen by the program, and the reference has no rule for that; this is the assignment's fault, not yours"
    ),
    Said(
      .cannotBeJudged, "the reference could not be evaluated on the values of m; this is the grader's fault, not yours"
    ),
    Said(.hostFault(reason: "No worker."), "No worker. This is not the submission's fault."),
    Said(.notRun, "The case was not run. This is not the submission's fault."),
  ]

  static let table = layout + numbers + choices + consequences + endings + faults

  @Test(arguments: table) func aFindingIsSaidSo(_ said: Said) throws {
    #expect(Sentences.message(of: said.check()) == said.sentence)
    // A report that is read back says the same.
    let document = try JSON.document(for: Fixtures.report([said.check()]))
    #expect(try JSON.report(from: Array(document.utf8)).checks.map(Sentences.message) == [said.sentence])
  }

  @Test func nothingFoundIsNothingSaid() {
    #expect(
      Sentences.message(of: Check(caseID: "usual", quantity: "m", outcome: .correct, points: 2, maximum: 2)) == "")
  }

  @Test func numbersThatDifferAreSaidWithTheirPlace() {
    func said(step: Int) -> String {
      let divergence = Divergence(parameter: "W", step: step, steps: 25, differing: 1, count: 12, elements: [])
      return Sentences.message(of: Said(.differs, "").check(divergence: divergence))
    }
    #expect(said(step: 7) == "m/W differs first at step 7 of 25 (1 of 12 elements)")
    #expect(said(step: 0) == "m/W differs before the first step (1 of 12 elements)")
  }

  // MARK: Nothing is left without words

  /// A case that is added to `Finding.swift` fails here until the table has its sentence.
  @Test func everyFindingHasItsSentence() throws {
    let findings = Self.table.map(\.finding)
    #expect(Set(findings.map(Self.name)) == (try Self.cases(of: "Finding")))
    let flaws = findings.compactMap { if case .implausible(_, let flaw) = $0 { flaw } else { nil } }
    #expect(Set(flaws.map(Self.name)) == (try Self.cases(of: "Flaw")))
    let reasons = findings.compactMap { if case .uninformative(_, let reason) = $0 { reason } else { nil } }
    #expect(Set(reasons.map(Self.name)) == (try Self.cases(of: "Uninformative")))
    let numbers = findings.compactMap { if case .nonFinite(let number) = $0 { number } else { nil } }
    #expect(Set(numbers.compactMap(\.cause).map(Self.name)) == (try Self.cases(of: "Cause")))
    #expect(Set(numbers.map(\.extent).map(Self.name)) == (try Self.cases(of: "Extent")))
  }

  @Test func noFindingIsSaidInTheWordsForNone() {
    let fallbacks = Set(Outcome.allCases.map(Wording.fallback))
    #expect(fallbacks.isDisjoint(with: Self.table.map { Sentences.message(of: $0.check()) }))
  }

  /// The name of an enumeration's case, without its payload.
  static func name(_ value: some Any) -> String { Mirror(reflecting: value).children.first?.label ?? "\(value)" }

  /// The names of an enumeration's cases, read from the file that declares it: they stand before the next one begins.
  static func cases(of type: String) throws -> Set<String> {
    let source = try String(contentsOfFile: Repository.root + "/Sources/GradeModel/Finding.swift", encoding: .utf8)
    let body = try #require(source.split(separator: "enum ").first { $0.hasPrefix("\(type):") })
    let lines = body.matches(of: /^(?:[^\/\n]*{)? *case ([^}\n]+)/.anchorsMatchLineEndings()).map(\.output.1)
    let names = lines.flatMap { $0.replacing(/\([^)]*\)/, with: "").split(separator: ",") }
    try #require(!names.isEmpty)
    return Set(names.map { $0.trimmingCharacters(in: .whitespaces) })
  }

  /// The step that a run stopped in, and what it had made of a quantity before.
  @Test func aStoppedRunSaysItsStep() {
    var check = Said(.crashed(message: "Index out of range"), "", .crashed).check()
    check.stop = .init(fullSteps: 12, steps: 25, openStep: 13)
    #expect(Wording.message(of: check) == "the program crashed in step 13 of 25: Index out of range")
    #expect(Wording.explanations(of: [check]) == [["Of 25 steps the first 12 are right and counted."]])
    check.stop?.before = .follows(sources: ["v"], origins: [])
    #expect(
      Wording.explanations(of: [check])
        == [["In the first 12 steps of 25, m follows rightly from your own v, where the mistake is."]])
    check.stop = .init(fullSteps: 1, steps: 25)
    #expect(Wording.message(of: check) == "the program crashed: Index out of range")
    #expect(Wording.explanations(of: [check]) == [["Of 25 steps the first is right and counted."]])
    check.finding = .timedOut(seconds: 5, processorSeconds: 3)
    check.stop = .init(fullSteps: 0, steps: 25, openStep: 1)
    #expect(
      Wording.message(of: check)
        == "the program did not finish within its limit: 5 s on the clock, 3 s of processor time; it was in step 1 of 25"
    )
    #expect(Wording.explanations(of: [check]) == [[]])
    check.stop = .init(fullSteps: 0, steps: 1, openStep: 1)
    #expect(
      Wording.message(of: check)
        == "the program did not finish within its limit: 5 s on the clock, 3 s of processor time")
  }
}
