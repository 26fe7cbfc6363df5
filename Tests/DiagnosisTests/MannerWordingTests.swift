import Equations
import Reference
import Testing

@testable import Diagnosis

/// Every sentence about mistakes beside the formulas, word for word.
@Suite struct MannerWordingTests {
  private let wording: DiagnosisWording

  init() throws { wording = DiagnosisWording(try Catalogue.component("adam").recipe("outsideRoot")) }

  static let manners: [(Manner, String)] = [
    (
      .countsFaster(3),
      "The step counter t is raised 3 times a step, and reads 3, 6, 9, …: it counts steps, so raise it once a step."
    ),
    (.countsElements, "The step counter t is raised once for each element; it counts steps, so raise it once a step."),
    (
      .usesChanged("W"),
      "m is computed with a W that has been changed before: leave W as it was given."
    ),
    (.sibling("Yogi", rule: "the only form"), "The numbers of m are those of something else: Yogi (the only form)."),
    (.keeps("the largest divides"), "In the equation of m: the largest divides."),
    (
      .skips(.parameters(["s"]), .unchanged),
      "m follows its equation everywhere but in the parameter s, which never changes: a loop leaves it out."
    ),
    (
      .skips(.end(isLast: true, ofSingles: false), .zero),
      "m follows its equation everywhere but in the last element of each parameter that has several, which stays zero: a loop leaves it out."
    ),
    (
      .skips(.steps(.every(2, remainder: 1)), .unchanged),
      "m stays as it was at the steps 1, 3, 5, …, and follows its equation at all others: it belongs into every step."
    ),
    (
      .skips(.but(.steps(.every(3, remainder: 1))), .unchanged),
      "m changes only at the steps 1, 4, 7, …, and stays as it was in between: it belongs into every step."
    ),
    (
      .countsPerParameter,
      "The step counter t is raised once for each parameter; it counts steps, so raise it once a step."
    ),
    (
      .sharesState(of: "m"),
      "The parameters share one m: what one of them leaves there, the next takes for its own. Keep m for each parameter by its name."
    ),
    (
      .skips(.elements(12, of: 40), .unchanged),
      "m follows its equation everywhere but in 12 of 40 elements, which never change: see which of them a loop leaves out."
    ),
    (
      .takesLate(.absolute, of: g.node),
      "In the equation of m, gₜ is added up first and the magnitude of the whole is taken: take that of each one before it is added."
    ),
    (.lays(.strideOne), "In the equation of m, the kernel moves by one place at a time, whatever the stride."),
    (
      .lays(.noPadding),
      "In the equation of m, the padding is not taken off the positions at which the kernel lies."
    ),
    (
      .lays(.zerosOutside),
      "In the equation of m, what lies outside counts as zero, and should not count at all."
    ),
    (.transposes, "m stands with rows and columns exchanged: it is transposed."),
    (
      .looksAhead,
      "m is that of the weights that are reported with it, and belongs to those from before the step: compute it first, then update, then report."
    ),
    (
      .reportsEarly,
      "The weights are reported before the update, and so stand there one step late: update them first, then report."
    ),
    (
      .pilesUpUnseen,
      "The sums that m is worked out from are never set back to zero: they still hold those of the steps before, so begin them anew at every step."
    ),
    (
      .keepsFirst("gradients"),
      "m is computed at every step with the gradients of the first step: take the one of this step."
    ),
    (.pilesUp(nil), "m is added to what it was in the steps before: set it to zero at the beginning of every step."),
    (
      .pilesUp("gradients"),
      "In the equation of m, the gradients of all steps so far are added up: only that of this step belongs there."
    ),
    (
      .pilesUpSum(sum(square(g), over: .elements).node),
      "In the equation of m, the sum Σ gₜ² is never set back to zero: begin it anew at every step."
    ),
    (
      .isConstant,
      "m is one and the same number throughout each case, and should change within it: look at what it is worked out from."
    ),
    (
      .pilesUpAlong("batch", of: "x"),
      "In the equation of m, each example still holds the x of those before it: begin each one's sum at zero."
    ),
    (
      .misplaces(.reversed, along: "batch", of: "x"),
      "In the equation of m, the examples of x are taken in reverse order."
    ),
    (
      .misplaces(.next, along: "in", of: "W"),
      "In the equation of m, each input takes the W of the input after it: an index is one too large."
    ),
    (
      .misplaces(.lastMissing, along: "batch", of: "m"),
      "In the equation of m, the last example is left out, and all of them belong in."
    ),
    (
      .misplaces(.lastMissing, along: "elements", of: "m"),
      "In the equation of m, the last element is left out of the sum over all elements: all of them belong in."
    ),
    (
      .indexedBy("batch", insteadOf: "out", of: "b"),
      "In the equation of m, the index of b counts the examples, and should count the outputs."
    ),
    (
      .sometimes(.steps(.first), Edit(quantity: "m", formula: 0, changes: [.begunWith(g.node)])),
      "At the first step only: in the equation of m, the average begins with the first gₜ itself: it should begin with zero."
    ),
    (.single, "m looks as if it were computed in single precision: use Double throughout."),
    (
      .singleBeside(Edit(quantity: "m", formula: 0, changes: [.signFlipped(g.node, isSubtracted: true)])),
      "In the equation of m, gₜ is subtracted, and should be added. Besides, m is computed in single precision: use Double throughout."
    ),
    (.half, "m looks as if it were computed in half precision, Float16: use Double throughout."),
    (.brain, "m looks as if it were computed in half precision, bfloat16: use Double throughout."),
    (.multiples(ofInverse: 10), "m looks as if it were rounded to multiples of 1/1024: keep every digit."),
    (.reportsLate, "From step 2 on, m is that of the step before: it is reported one step late."),
    // A counter that is right elsewhere is raised all the same.
    (
      .sometimes(.but(.steps(.first)), Edit(quantity: "m", formula: 0, changes: [.stepShifted(by: -1)])),
      "At all steps but the first step: in the equation of m, t is taken one too small."
    ),
    (
      .sometimes(.steps(.only(3)), Edit(quantity: "m", formula: 0, changes: [.stepFrozen])),
      "At step 3 only: in the equation of m, t is taken as 1."
    ),
    (
      .skips(.among(["b"], .every(2, remainder: 0)), .unchanged),
      "In the parameter b, m stays as it was at the steps 2, 4, 6, …, and follows its equation at all others: it belongs into every step."
    ),
    (.decimals(4), "m looks as if it were rounded to 4 decimals: keep every digit."),
    (.decimals(1), "m looks as if it were rounded to 1 decimal: keep every digit."),
    (.decimals(0), "m looks as if it were rounded to whole numbers: keep every digit."),
    (.settingInSingle("beta1"), "In the equation of m, β₁ is a Float: declare beta1 as Double."),
    (.inputInSingle("gradients"), "In the equation of m, gₜ is turned into a Float first: keep it a Double."),
    (.scales(.sumForMean), "m is a sum over the batch where the mean belongs: divide by how many examples there are."),
    (.scales(.meanForSum), "m is a mean over the batch where the sum belongs."),
    (
      .scales(.twice),
      "Every number of m is twice what it should be: a factor 2 is too many, or a ½ is missing."
    ),
    (
      .scales(.half),
      "Every number of m is half of what it should be: a ½ is too many, or a factor 2 is missing."
    ),
    (.scales(.negated), "Every number of m has the wrong sign."),
  ]

  static let patterns: [(Pattern, String)] = [
    (
      Pattern(spot: .end(isLast: false, ofSingles: true), wrong: 3, judged: 9),
      "m follows its equation everywhere but in the first element of each parameter: look at what is done there."
    ),
    (
      Pattern(spot: .slice(1, isLast: false, of: "columns"), wrong: 3, judged: 9),
      "m follows its equation everywhere but in the first column: look at what is done there."
    ),
    (
      Pattern(spot: .but(.slice(0, isLast: false, of: "batch")), wrong: 3, judged: 9),
      "m is right only in the first example: look at what is done elsewhere."
    ),
    (
      Pattern(spot: .steps(.first), wrong: 3, judged: 9),
      "m is wrong at the first step only: look at how it begins."
    ),
    (
      Pattern(spot: .but(.steps(.first)), wrong: 6, judged: 9),
      "m is right at the first step, and wrong from the second on. Look at what is carried from one step to the next."
    ),
    (
      Pattern(spot: .sign(g, .negative), wrong: 3, judged: 9),
      "m is wrong exactly where gₜ < 0: look at what is done with gₜ there."
    ),
    (
      Pattern(spot: .cases(["usual"]), wrong: 3, judged: 9),
      "m is wrong in the case usual only, and right in all others."
    ),
    (
      Pattern(wrong: 9, judged: 9, size: .init(hasRightSign: true, least: 0.523, largest: 0.9789)),
      "Every number of m is wrong. The sign is right, and the size is 0.52 to 0.98 times what it should be."
    ),
    (
      Pattern(wrong: 9, judged: 9, size: .init(hasRightSign: true, least: 0.994, largest: 1.0000001)),
      "Every number of m is wrong. The sign is right, and the size is 0.994 to 1.0000001 times what it should be."
    ),
    (
      Pattern(wrong: 4, judged: 9, size: .init(hasRightSign: false, least: 0.7, largest: 1.5)),
      "4 of 9 numbers of m are wrong. The sign is wrong, and the size is 0.7 to 1.5 times what it should be."
    ),
  ]

  @Test(arguments: manners) func aManner(manner: Manner, sentence: String) {
    #expect(wording.sentence(manner, of: "m") == sentence)
  }

  @Test(arguments: patterns) func aPattern(pattern: Pattern, sentence: String) {
    #expect(wording.sentence(.pattern(pattern), of: "m") == sentence)
  }

  @Test func aQuantityOfSeveralIsPlural() {
    #expect(
      wording.sentence(.skips(.steps(.only(3)), .unchanged), of: "weights")
        == "weights stay as they were at step 3, and follow their equation at all others: they belong into every step."
    )
    #expect(
      wording.sentence(.skips(.parameters(["s"]), .unchanged), of: "weights")
        == "weights follow their equation everywhere but in the parameter s, which never changes: a loop leaves it out."
    )
    #expect(wording.sentence(.reorders(.rising), of: "losses").hasPrefix("losses hold the right numbers"))
    #expect(wording.sentence(.scales(.sumForMean), of: "gradients").hasPrefix("gradients are a sum over the batch"))
    #expect(wording.sentence(.scales(.sumForMean), of: "loss").hasPrefix("loss is a sum over the batch"))
  }

  @Test func whereSomeCasesHaveNoNumbers() {
    let partly = DiagnosisWording(wording.recipe, judgesAll: false)
    let pattern = Manner.pattern(Pattern(spot: .cases(["usual"]), wrong: 3, judged: 9))
    #expect(
      partly.sentence(pattern, of: "m")
        == "m is wrong in the case usual, and right in the others in which it has its shape.")
  }

  /// A ratio that cannot be told from 1 in nine digits is not off by a hundredth.
  @Test func aSizeThatIsNearlyRight() {
    let size = Pattern.Size(hasRightSign: true, least: 1 - 4e-11, largest: 1 + 4e-11)
    #expect(
      wording.sentence(.pattern(Pattern(wrong: 9, judged: 9, size: size)), of: "m").hasSuffix(
        "the size is 0.999999999 to 1.000000001 times what it should be."))
  }

  /// A schedule is handed its step, and has no counter to raise.
  @Test func theStepOfASchedule() throws {
    let wording = DiagnosisWording(try Catalogue.component("exponentialDecay").recipe())
    func said(_ change: Change) -> String {
      wording.sentence(for: Edit(quantity: "learningRate", formula: 0, changes: [change]))
    }
    let here = "In the equation of learningRate, t"
    #expect(said(.stepShifted(by: -1)) == "\(here) is one too small: take the step as it is handed in, from 1 on.")
    #expect(said(.stepFrozen) == "\(here) stays 1: take the step that is handed in.")
  }

  /// What the form is known by may be right, and something else left out.
  @Test func theHalvesOfAFormDifferInWhatIsWrong() {
    let edit = Edit(quantity: "weights", formula: 0, changes: [.convention("unitRate")])
    #expect(
      wording.sentence(for: edit)
        == "This is the form of note 002 (unitRate: no learning rate). This assignment asks for outsideRoot, which has η."
    )
  }

  @Test func changes() {
    func said(_ change: Change) -> String { wording.sentence(for: Edit(quantity: "m", formula: 0, changes: [change])) }
    #expect(
      said(.begunWith(g.node))
        == "In the equation of m, the average begins with the first gₜ itself: it should begin with zero.")
    #expect(
      said(.oneMissing(of: "batch", isLast: true))
        == "In the equation of m, the last example is left out, and all of them belong in.")
    #expect(
      said(.oneMissing(of: "in", isLast: false))
        == "In the equation of m, the first input is left out, and all of them belong in.")
  }

  @Test func otherSentences() {
    #expect(wording.allOthersHold(300) == "The other numbers, 300 that are not zero, are those of the equation.")
    #expect(DiagnosisWording.singlePrecision == "The program computes in single precision.")
  }
}
