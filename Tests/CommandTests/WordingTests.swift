import Testing
import Verification

@testable import gradus

/// Sentences of the commands that no report has, word for word.
@Suite struct WordingTests {
  @Test(
    arguments: [
      (.onlyOne, "the network that is asked for has only one"), (.asGoodAChoice, "another choice that is as good"),
      (.neverNegative, "it is never negative"), (.signFallsAway, "its sign falls away in what follows"),
      (.orderOfFactors, "the order of multiplying and dividing makes no difference"),
      (.sameAlgebra, "the same algebra in other words"),
    ] as [(SelfCheck.Equivalence, String)]
  ) func aProofIsSaidSo(_ proof: SelfCheck.Equivalence, _ sentence: String) {
    #expect(Wording.equivalence(proof) == sentence)
  }
}
