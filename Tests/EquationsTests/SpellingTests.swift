import Equations
import Testing

@Suite struct SpellingTests {
  @Test func aNameIsSuggestedOnlyWhenItIsNear() {
    #expect(Spelling.nearest(to: "outsideroot", among: ["insideRoot", "outsideRoot"]) == "outsideRoot")
    #expect(Spelling.nearest(to: "stpes", among: ["seed", "steps"]) == "steps")
    #expect(Spelling.nearest(to: "convolution", among: ["adam", "momentum"]) == nil)
    #expect(Spelling.nearest(to: "q", among: ["m", "v"]) == nil)
    #expect(Spelling.nearest(to: "", among: ["m"]) == nil)
  }

  @Test func ofEquallyNearNamesTheFirstIsTaken() {
    #expect(Spelling.nearest(to: "adax", among: ["adaz", "aday"]) == "aday")
    #expect(Spelling.suggestion(for: "adma", among: ["lion", "adam"]) == "; did you mean 'adam'?")
  }
}
