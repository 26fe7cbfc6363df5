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

/// Returns the complaint of a body, if it has one.
private func performing(_ body: () throws(Complaint) -> Void) -> Complaint? {
  do throws(Complaint) {
    try body()
    return nil
  } catch {
    return error
  }
}

@Suite struct SettingTests {
  @Test func settingsAreFoundWithTheirDefaults() {
    let found = Properties<Example>().settings(of: Example())
    #expect(found.map(\.name) == ["rate", "period"] && found.map(\.value) == [0.5, 3])
  }

  @Test func copiesDoNotShareASetting() throws {
    var first = Example()
    let copy = first
    var other = Example()
    try Properties().set(("rate", 2), in: &first)
    other.rate = 7
    #expect(first.rate == 2 && copy.rate == 0.5 && other.rate == 7 && Example().rate == 0.5)
  }

  @Test func settingsOfAClassAreWritten() throws {
    var object = Shared()
    try Properties().set(("rate", 2), in: &object)
    #expect(object.rate == 2 && Shared().rate == 0.5)
  }

  /// A name, a number, and the result of writing it.
  @Test(
    arguments: [("period", 4, true), ("period", 0.5, false), ("plain", 2, nil), ("t", 2, nil), ("", 2, nil)]
      as [(String, Double, Bool?)])
  func whatCanBeWritten(_ name: String, _ number: Double, _ fits: Bool?) {
    var example = Example()
    let complaint: Complaint? =
      switch fits {
      case true?: nil
      case false?: .unfitSetting(name, number)
      case nil: .unknownSetting(name)
      }
    #expect(performing { () throws(Complaint) in try Properties().set((name, number), in: &example) } == complaint)
    #expect(example.period == (fits == true ? 4 : 3) && example.plain == 1)
  }

  @Test func quantitiesAreFoundByTypeAndFittedToTheModel() {
    let model = Parameters(names: ["W", "b"], tensors: [Tensor(repeating: 1, shape: [1, 2]), Tensor(1)])
    var example = Example()
    example.rows = ["W": [3, 4], "b": [1, 2], "x": [5]]
    example.table = ["b": Tensor(6)]
    let properties = Properties<Example>(_Properties(), whole: false)
    #expect(properties.names == ["m", "table", "rows", "plain"])
    let found = properties.readings(of: &example, like: model, asked: nil, isFirst: true)
    #expect(found.map { $0.quantity + "/" + $0.parameter } == ["m/W", "m/b", "table/b", "rows/W", "rows/b", "plain/"])
    #expect(found[0].tensor == Tensor(repeating: 0, shape: [1, 2]) && found[2].tensor == Tensor(6))
    // A list that does not fit keeps its own length.
    #expect(
      found[3].tensor == Tensor(shape: [1, 2], values: [3, 4]) && found[4].tensor == Tensor(shape: [2], values: [1, 2]))
  }

  @Test func plainNumbersGetTheModelsShapes() {
    let model = Parameters(names: ["b"], tensors: [Tensor(repeating: 1, shape: [3])])
    var example = Example()
    var object = Shared()
    Properties().shapeQuantities(of: &example, like: model)
    Properties().shapeQuantities(of: &object, like: model)
    #expect(example.m["b"].shape == [3] && object.m["b"].shape == [3])
  }
}
