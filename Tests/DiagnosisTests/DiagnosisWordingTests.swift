import Equations
import GradeModel
import Reference
import Testing

@testable import Diagnosis

/// Every sentence on a formula that a program uses instead, word for word.
@Suite struct DiagnosisWordingTests {
  private let adam: Recipe
  private let wording: DiagnosisWording

  init() throws {
    adam = try Catalogue.component("adam").recipe("outsideRoot")
    wording = DiagnosisWording(adam)
  }

  struct Said: Sendable, CustomTestStringConvertible {
    let change: Change
    let quantity: String
    let sentence: String
    var testDescription: String { sentence }

    init(_ change: Change, _ sentence: String, of quantity: String = "m") {
      (self.change, self.sentence, self.quantity) = (change, sentence, quantity)
    }
  }

  private static let b1 = β1.node
  private static let gradient = g.node
  private static let root = sqrt(quantity("vHat")).node
  private let m = quantity("m")

  static let table: [Said] = [
    Said(.settingReplaced("beta1", by: "beta2"), "In the equation of m, β₂ stands where β₁ belongs."),
    Said(.settingsExchanged("beta1", "beta2"), "In the equation of m, β₁ and β₂ have changed places."),
    Said(.complementDropped(b1), "In the equation of m, β₁ stands where one minus it belongs."),
    Said(.complementAdded(b1), "In the equation of m, 1 − β₁ stands where β₁ itself belongs."),
    Said(
      .constantForSetting("beta1", 0.37),
      "In the equation of m, β₁ is 0.37 whatever the setting says: use the property beta1."),
    Said(.constantForSetting("epsilon", 0), "In the equation of weights, ε is left out or taken as 0.", of: "weights"),
    Said(.constantForNumber(2, 1), "In the equation of m, 1 stands where 2 belongs."),
    Said(.scaled(b1, by: 10), "In the equation of m, β₁ is multiplied by 10."),
    Said(
      .signFlipped(b1, isSubtracted: true), "In the equation of m, β₁ is subtracted, and should be added."),
    Said(
      .signFlipped(b1, isSubtracted: false), "In the equation of m, β₁ is added, and should be subtracted."),
    Said(
      .signFlipped(b1, isSubtracted: false),
      "The step has the wrong sign: it goes up the gradient, and should go down.", of: "weights"),
    Said(.negated(root), "In the equation of m, √v̂ₜ has the wrong sign."),
    Said(
      .dropped((1 - pow(β1, t)).node),
      "In the equation of mHat, the bias correction is missing: the average starts at zero, and 1 − β₁ᵗ makes up for it.",
      of: "mHat"),
    Said(.dropped(b1), "In the equation of m, β₁ is missing."),
    Said(.operandsExchanged((β1 / η).node), "In the equation of m, the two sides of β₁/η are exchanged."),
    Said(
      .timesForDividedBy((β1 / η).node), "In the equation of m, β₁/η is multiplied where it should be divided."),
    Said(
      .dividedByForTimes((β1 * g).node), "In the equation of m, β₁·gₜ is divided where it should be multiplied."),
    Said(.timesForPlus((β1 + g).node), "In the equation of m, the parts of β₁ + gₜ are multiplied."),
    Said(
      .regrouped((β1 + g).node), "In the equation of m, brackets are missing or misplaced around β₁ + gₜ."),
    Said(
      .currentForPrevious("weights"),
      "In the equation of m, weights of this step are used where that of the step before belongs."),
    Said(
      .previousForCurrent("gradients"),
      "In the equation of m, gradients of the step before are used where that of this step belongs."),
    Said(.quantityReplaced("v", by: "m"), "In the equation of vHat, m stands where v belongs.", of: "vHat"),
    Said(
      .forgotten("m"), "m does not remember its value from the step before: it starts from zero at every step."),
    Said(.forgotten("v"), "In the equation of m, v of the step before is taken as zero."),
    Said(.forgotten("weights"), "In the equation of m, weights of the step before are taken as zero."),
    Said(
      .stepShifted(by: -1), "In the equation of m, t is one too small: it counts from 1, so raise it before it is used."
    ),
    Said(.stepShifted(by: 1), "In the equation of m, t is one too large: it counts from 1."),
    Said(
      .stepFrozen, "In the equation of m, t stays 1: the counter is never raised, or starts anew at every step."),
    Said(.squareMissing(gradient), "In the equation of m, gₜ is not squared."),
    Said(.squareAdded(gradient), "In the equation of m, gₜ is squared, and should not be."),
    Said(.doubledForSquared(gradient), "In the equation of m, gₜ is doubled, not squared."),
    Said(.cubedForSquared(gradient), "In the equation of m, gₜ is raised to the third power, not squared."),
    Said(
      .absoluteForSquared(gradient), "In the equation of m, the absolute value of gₜ is taken, not its square."),
    Said(.rootMissing(gradient), "In the equation of m, the root of gₜ is not taken."),
    Said(.rootAdded(gradient), "In the equation of m, the root of gₜ is taken, and should not be."),
    Said(.squareForRoot(gradient), "In the equation of m, gₜ is squared where its root belongs."),
    Said(
      .movedIntoRoot(ε.node), "In the equation of weights, ε stands under the root: it belongs outside.",
      of: "weights"),
    Said(
      .movedOutOfRoot(ε.node), "In the equation of weights, ε stands outside the root: it belongs under it.",
      of: "weights"),
    Said(
      .squaredIntoRoot(ε.node),
      "In the equation of weights, the square of ε stands under the root: it belongs outside.", of: "weights"),
    Said(.powerMissing(pow(β1, t).node), "In the equation of m, the exponent of β₁ᵗ is missing."),
    Said(.productForPower(pow(β1, t).node), "In the equation of m, base and exponent of β₁ᵗ are multiplied."),
    Said(.complementOfBase(b1), "In the equation of m, one minus β₁ is raised to the power, not β₁."),
    Said(.extremeExchanged, "In the equation of m, the larger and the smaller are exchanged."),
    Said(.extremeDropped(gradient), "In the equation of m, nothing is compared with gₜ."),
    Said(.sumForExtreme, "In the equation of m, two values are added where one of them should be chosen."),
    Said(.absoluteMissing(gradient), "In the equation of m, the absolute value of gₜ is not taken."),
    Said(.absoluteAdded(gradient), "In the equation of m, the absolute value of gₜ is taken, and should not be."),
    Said(.meanForSum, "In the equation of m, a mean stands where a sum belongs."),
    Said(.sumForMean, "In the equation of m, a sum stands where a mean belongs."),
    Said(
      .meanForProduct(over: "batch"),
      "In the equation of dW, the sum over the examples is divided by how many there are: a mean stands where a sum belongs.",
      of: "dW"),
    Said(
      .oneAlone(of: "batch", isLast: true),
      "In the equation of db, only the last example is taken, and all of them belong in.", of: "db"),
    Said(
      .oneAlone(of: "batch", isLast: false),
      "In the equation of db, only the first example is taken, and all of them belong in.", of: "db"),
    Said(.sumOver("out"), "In the equation of loss, a sum over the outputs stands where the mean belongs.", of: "loss"),
    Said(
      .extentReplaced("batch", by: "out"),
      "In the equation of loss, the outputs are counted where the examples should be.", of: "loss"),
    Said(.branchesExchanged(gradient), "In the equation of y, the two cases of gₜ are exchanged.", of: "y"),
    Said(
      .conditionMissing(gradient), "In the equation of y, gₜ is not looked at: one case is taken for both.", of: "y"),
    Said(
      .notCarried("h"),
      "In the equation of h, h of the position before is taken as zero: nothing is carried along the sequence.", of: "h"
    ),
    Said(.transposed("W"), "In the equation of y, W is taken with rows and columns exchanged.", of: "y"),
    Said(.elementForReduction(gradient), "In the equation of m, gₜ is left out: each element is taken alone."),
    Said(.functionMissing(tanh(g).node), "In the equation of m, the function in tanh(gₜ) is not applied."),
    Said(
      .scaledInPlace(by: "beta1"),
      "In the equation of m, the gradient is multiplied by 1 − β₁ first, and should not be."),
    Said(.weightAdded, "In the equation of m, the weights are added to the gradient."),
    Said(
      .overwritten(by: "mHat"), "m is overwritten with mHat, and carries it into the next step: keep the two apart."),
    Said(.unchanged, "m never changes from its starting value."),
    Said(.zero, "m is zero throughout."),
  ]

  @Test(arguments: table)
  func aChangeIsSaidSo(said: Said) {
    let edit = Edit(quantity: said.quantity, formula: 0, changes: [said.change])
    #expect(wording.sentence(for: edit) == said.sentence)
  }

  private func diagnosis(_ formula: Expression, _ changes: [Change], of quantity: String = "m") -> Diagnosis {
    let supposition = Diagnoser.Supposition(edits: [Edit(quantity: quantity, formula: formula, changes: changes)])
    return wording.diagnosis(
      Diagnoser.Finding(supposition: supposition, alternatives: [], evidence: Evidence(), length: nil), steps: 2,
      cases: 1)
  }

  /// Where formulas are not told, no sentence has a part of one, or a number of the program.
  @Test(arguments: table)
  func noPartOfAFormulaIsToldBesideNames(said: Said) {
    let told = diagnosis(0, [said.change], of: said.quantity)
    let words = (told.withoutFormulas ?? told.sentences).joined(separator: " ")
    let parts = ["·", "/", "√", "ᵗ", "(", "+", "−", "0.37", "10", "tanh"].filter { words.contains($0) }
    #expect(!words.isEmpty && parts.isEmpty, "\(words)")
  }

  /// A part that is exchanged is named if it is a name, a setting or a number, and else told as a part.
  @Test func aPartIsToldByItsNameAlone() {
    let setting = diagnosis(number(0.37) * previous(m) + g, [.constantForSetting("beta1", 0.37)])
    let said = "In the equation of m, β₁ is a number whatever the setting says: use the property beta1."
    #expect(setting.withoutFormulas == [said])
    let part = diagnosis(β1 * previous(m) + sqrt(abs(g)), [.replaced(((1 - β1) * g).node, by: sqrt(abs(g)).node)])
    #expect(part.withoutFormulas == ["In the equation of m, something else stands where a part of it belongs."])
  }

  /// A formula that is changed throughout is told whole, and also without any formula.
  @Test func aFactHasWordsWithoutFormulas() {
    let fact = diagnosis(number(0.95) * previous(m) + number(0.1) * g, [])
    #expect(fact.sentences.count == 1 && fact.sentences[0].contains("0.95"), "\(fact.sentences)")
    #expect(fact.withoutFormulas == ["m is computed by another formula."])
    let change = diagnosis(β2 * previous(m) + (1 - β1) * g, [.settingReplaced("beta1", by: "beta2")])
    #expect(change.sentences == ["In the equation of m, β₂ stands where β₁ belongs."] && change.withoutFormulas == nil)
  }

  /// The sentence on another convention names its note, and the convention that is asked for.
  @Test func anotherConventionIsNamed() {
    let edit = Edit(quantity: "weights", formula: 0, changes: [.convention("insideRoot")])
    let sentence = wording.sentence(for: edit)
    #expect(sentence.hasPrefix("This is the form of note 000 (insideRoot: "), "\(sentence)")
    #expect(sentence.contains("This assignment asks for outsideRoot: "))
  }

  /// One sentence where all parameters have the same, and each its own where one differs or is right.
  @Test func whatIsSaidOfEveryParameterIsSaidOnce() throws {
    let wording = DiagnosisWording(try Catalogue.component("trainMLP").recipe("gradientDescent"))
    func edits(_ names: [String]) -> [Edit] {
      names.map { Edit(quantity: "gradients", of: $0, formula: 0, changes: []) }
    }
    func said(_ name: String, _ factor: Double = 0.01) -> String {
      "In the equation of gradients[\(name)], \(factor)·\(name)ₜ₋₁ is added to d\(name)ₜ, and should not be."
    }
    let names = ["W1", "b1", "W2", "b2"]
    #expect(
      wording.together(names.map { said($0) }, edits(names)) == [
        "For every parameter w: in the equation of gradients, 0.01·wₜ₋₁ is added to dwₜ, and should not be."
      ])
    // A name of one letter is no part of a word.
    let neuron = DiagnosisWording(try Catalogue.component("trainLinearNeuron").recipe())
    let letters = ["W", "b"].map { "In the equation of gradients[\($0)], d\($0)ₜ stands where \($0)ₜ belongs." }
    #expect(
      neuron.together(letters, edits(["W", "b"])) == [
        "For every parameter w: in the equation of gradients, dwₜ stands where wₜ belongs."
      ])
    let some = Array(names.prefix(3))
    #expect(wording.together(some.map { said($0) }, edits(some)) == some.map { said($0) })
    let others = some.map { said($0) } + [said("b2", 0.02)]
    #expect(wording.together(others, edits(names)) == others)
  }

  @Test func whatHasTooFewDigits() {
    func said(_ manner: Manner) -> String {
      let edit = Edit(quantity: "m", formula: 0, changes: [])
      let supposition = Diagnoser.Supposition(edits: [edit], manner: manner)
      return wording.diagnosis(
        .init(supposition: supposition, alternatives: [], evidence: Evidence()), steps: 25, cases: 2
      ).evidence
    }
    #expect(
      said(.single) == "Every number of it has no more digits than that, and is off by no more than such roundings.")
    let beside = Edit(quantity: "m", formula: 0, changes: [.negated(Self.b1)])
    #expect(
      said(.singleBeside(beside))
        == "Every number of it has no more digits than that, and but for such roundings is that of the changed equation."
    )
    #expect(said(.reportsLate) == "This reproduces your numbers from step 2 on in 2 cases exactly.")
    #expect(said(.decimals(4)) == "No number of it has more digits, and none is off by more than that.")
  }

  /// Readers of a report go by these: the sentences may change, and they may not.
  @Test func aKindOfMistakeHasOneIdentifier() {
    func kinds(_ changes: [Change] = [], manner: Manner? = nil) -> [String] {
      let edit = Edit(quantity: "m", formula: 0, changes: changes)
      return Diagnoser.Supposition(edits: [edit], manner: manner).kinds
    }
    #expect(kinds([.signFlipped(Self.b1, isSubtracted: true), .dropped(Self.b1)]) == ["signFlipped", "dropped"])
    #expect(kinds([.constantForSetting("beta1", 0.37)]) == ["constantForSetting"])
    #expect(kinds(manner: .countsPerParameter) == ["countsPerParameter"])
    #expect(kinds(manner: .sharesState(of: "m")) == ["sharesState"])
    #expect(kinds(manner: .countsElements) == ["countsElements"])
    #expect(kinds(manner: .skips(.parameters(["s"]), .unchanged)) == ["skips"])
    #expect(kinds(manner: .single) == ["single"])
    #expect(kinds(manner: .decimals(4)) == ["decimals"])
  }
}
