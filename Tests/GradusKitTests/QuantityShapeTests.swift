@testable import GradusKit
import Testing

private struct Keeper: Optimizer {
  var m: [String: Tensor] = [:]
  var rows: [String: [Double]] = [:]
  var whole: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {}
}

/// A quantity is reported in the shape that it has: only a plain list is laid out like its parameter.
@Suite struct QuantityShapeTests {
  private static let model = Parameters(names: ["W"], tensors: [Tensor(repeating: 0, shape: [2, 3])])

  private func shape(_ name: String, _ change: (inout Keeper) -> Void) -> [Int]? {
    var keeper = Keeper()
    change(&keeper)
    return Properties<Keeper>().readings(of: &keeper, like: Self.model, asked: nil, isFirst: true)
      .first { $0.quantity == name }?.tensor.shape
  }

  @Test func aTensorKeepsItsShape() {
    for own in [[3, 2], [6, 1], [2, 2], [7], [0], [1, 2, 3]] {
      #expect(shape("m") { $0.m["W"] = Tensor(repeating: 1, shape: own) } == own, "\(own)")
    }
    #expect(shape("m") { $0.m["W"] = Tensor(repeating: 1, shape: [2, 3]) } == [2, 3])
  }

  @Test func aListOfAsManyNumbersIsLaidOut() {
    #expect(shape("m") { $0.m["W"] = Tensor(repeating: 1, shape: [6]) } == [2, 3])
    #expect(shape("rows") { $0.rows["W"] = [1, 2, 3, 4, 5, 6] } == [2, 3])
    #expect(shape("rows") { $0.rows["W"] = [1, 2, 3, 4, 5] } == [5])
    #expect(shape("rows") { $0.rows["W"] = [] } == [0])
  }

  @Test func parametersOfAnotherShapeAreNotReshaped() {
    let turned = Parameters(names: ["W"], tensors: [Tensor(repeating: 1, shape: [3, 2])])
    #expect(shape("whole") { $0.whole = turned } == [3, 2])
    #expect(shape("whole") { $0.whole = 0 } == [2, 3])
  }

  /// A tensor without a parameter's name is no part of the quantity.
  @Test func otherNamesAreLeftOut() {
    #expect(shape("m") { $0.m["other"] = Tensor(repeating: 1, shape: [2, 3]) } == nil)
  }
}
