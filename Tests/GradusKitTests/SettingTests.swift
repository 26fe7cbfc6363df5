@testable import GradusKit
import Testing

private struct Example: Optimizer {
  @Setting var rate = 0.5
  @Setting var period = 3
  var plain = 1.0
  var m: Parameters = 0
  var table: [String: Tensor] = [:]
  var rows: [String: [Double]] = [:]
  var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {}
}

private final class Shared: Optimizer {
  @Setting var rate = 0.5
  var m: Parameters = 0

  func step(_ weights: inout Parameters, gradients: Parameters) {}
}

@Suite struct SettingTests {
  @Test func settingsAreFoundWithTheirDefaults() {
    let found = Reflection.settings(of: Example())
    #expect(found.map(\.name) == ["rate", "period"] && found.map(\.value) == [0.5, 3])
  }

  @Test func copiesDoNotShareASetting() {
    var first = Example()
    let copy = first
    var other = Example()
    #expect(Reflection.set("rate", to: 2, in: &first) == .written)
    other.rate = 7
    #expect(first.rate == 2 && copy.rate == 0.5 && other.rate == 7 && Example().rate == 0.5)
  }

  @Test func settingsOfAClassAreWritten() {
    var object = Shared()
    #expect(Reflection.set("rate", to: 2, in: &object) == .written)
    #expect(object.rate == 2 && Shared().rate == 0.5)
  }

  /// A name, a number, and the result of writing it.
  @Test(
    arguments: [("period", 4, true), ("period", 0.5, false), ("plain", 2, nil), ("t", 2, nil), ("", 2, nil)]
      as [(String, Double, Bool?)])
  func whatCanBeWritten(_ name: String, _ number: Double, _ fits: Bool?) {
    var example = Example()
    let expected: Reflection.Writing = fits.map { $0 ? .written : .unfit } ?? .unknown
    #expect(Reflection.set(name, to: number, in: &example) == expected)
    #expect(example.period == (fits == true ? 4 : 3) && example.plain == 1)
  }

  @Test func quantitiesAreFoundByTypeAndFittedToTheModel() {
    let model = Parameters(names: ["W", "b"], tensors: [Tensor(repeating: 1, shape: [1, 2]), Tensor(1)])
    var example = Example()
    example.rows = ["W": [3, 4], "b": [1, 2], "x": [5]]
    example.table = ["b": Tensor(6)]
    #expect(Reflection.quantityNames(of: example) == ["m", "table", "rows"])
    let found = Reflection.quantities(of: example, like: model)
    #expect(found.map(\.name) == ["m", "table", "rows"])
    #expect(found[0].value.map(\.0) == ["W", "b"] && found[0].value[0].1 == Tensor(repeating: 0, shape: [1, 2]))
    #expect(found[1].value.map(\.0) == ["b"])
    #expect(found[2].value.map(\.0) == ["W", "b"] && found[2].value[0].1 == Tensor(shape: [1, 2], values: [3, 4]))
    // A list that does not fit keeps its own length.
    #expect(found[2].value[1].1 == Tensor(shape: [2], values: [1, 2]))
  }

  @Test func plainNumbersGetTheModelsShapes() {
    let model = Parameters(names: ["b"], tensors: [Tensor(repeating: 1, shape: [3])])
    var example = Example()
    var object = Shared()
    Reflection.shapeQuantities(of: &example, like: model)
    Reflection.shapeQuantities(of: &object, like: model)
    #expect(example.m["b"].shape == [3] && object.m["b"].shape == [3])
  }
}
