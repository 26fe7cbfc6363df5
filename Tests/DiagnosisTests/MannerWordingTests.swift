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
      "m is computed with a W that has been changed before: leave W as it was given, an optimizer changes it afterwards."
    ),
    (.sibling("Yogi", rule: "the only form"), "The numbers of m are those of something else: Yogi (the only form)."),
    (.keeps("the largest divides"), "In the equation of m: the largest divides."),
    (
      .excepts(.parameter("s"), .unchanged),
      "m follows its equation everywhere but in the parameter s, which never changes: a loop leaves it out."
    ),
    (
      .excepts(.end(isLast: true, ofSingles: false), .zero),
      "m follows its equation everywhere but in the last element of each parameter that has several, which stays zero: a loop leaves it out."
    ),
    (
      .excepts(.end(isLast: false, ofSingles: true), .other),
      "m follows its equation everywhere but in the first element of each parameter: look at what is done there."
    ),
    (
      .excepts(.slice(1, isLast: false, of: "columns"), .other),
      "m follows its equation everywhere but in the first one of columns: look at what is done there."
    ),
  ]

  @Test(arguments: manners) func aManner(manner: Manner, sentence: String) {
    #expect(wording.sentence(manner, of: "m") == sentence)
  }

  @Test func changes() {
    func said(_ change: Change) -> String { wording.sentence(for: Edit(quantity: "m", formula: 0, changes: [change])) }
    #expect(
      said(.begunWith(g.node))
        == "In the equation of m, the average begins with the first gₜ itself: it should begin with zero.")
    #expect(
      said(.oneMissing(of: "batch", isLast: true))
        == "In the equation of m, the last one of batch is left out, and all of them belong in.")
    #expect(
      said(.oneMissing(of: "in", isLast: false))
        == "In the equation of m, the first one of in is left out, and all of them belong in.")
  }

  @Test func otherSentences() {
    #expect(wording.allOthersHold(300) == "The other numbers, 300 that are not zero, are those of the equation.")
    #expect(DiagnosisWording.singlePrecision == "The program computes in single precision.")
  }
}
