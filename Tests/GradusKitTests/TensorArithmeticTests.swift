import GradusKit
import Testing

@Suite struct TensorArithmeticTests {
  private static let x = Tensor([[1, -2], [3, 4]])
  private static let row: Tensor = [10, 20]
  private static let column = Tensor([[100], [200]])

  /// An expression and its elements, row by row.
  static let rows: [(title: String, value: Tensor, expected: [Double])] = [
    ("x + x", x + x, [2, -4, 6, 8]), ("x - x * x", x - x * x, [0, -6, -6, -12]), ("x / x", x / x, [1, 1, 1, 1]),
    ("x + 1", x + 1, [2, -1, 4, 5]), ("1 - x", 1 - x, [0, 3, -2, -3]), ("2 * x", 2 * x, [2, -4, 6, 8]),
    ("x / 2", x / 2, [0.5, -1, 1.5, 2]), ("12 / x", 12 / x, [12, -6, 4, 3]),
    ("x / count", x / x.count, [0.25, -0.5, 0.75, 1]),
    ("x * 0.5", x * 0.5, [0.5, -1, 1.5, 2]), ("x - 0.5", x - 0.5, [0.5, -2.5, 2.5, 3.5]), ("-x", -x, [-1, 2, -3, -4]),
    ("+x", +x, [1, -2, 3, 4]), ("x + row", x + row, [11, 18, 13, 24]), ("row - x", row - x, [9, 22, 7, 16]),
    ("x + column", x + column, [101, 98, 203, 204]), ("column / x", column / x, [100, -50, 200.0 / 3, 50]),
    ("x * scalar", x * Tensor(2), [2, -4, 6, 8]), ("scalar - x", Tensor(2) - x, [1, 4, -1, -2]),
    ("abs", abs(x), [1, 2, 3, 4]), ("max", max(x, 0), [1, 0, 3, 4]), ("min of two", min(x, -x), [-1, -2, -3, -4]),
    ("max of rows", max(row / 5, x), [2, 4, 3, 4]), ("pow", pow(x, 3), [1, -8, 27, 64]),
    ("map", x.map { $0 > 0 ? $0 : 0 }, [1, 0, 3, 4]), ("zip", zip(x, -x) { $0 * $1 }, [-1, -4, -9, -16]),
  ]

  @Test(arguments: rows) func elementByElement(_ row: (title: String, value: Tensor, expected: [Double])) {
    #expect(row.value == Tensor(shape: [2, 2], values: row.expected), "\(row.title)")
  }

  @Test func inPlace() {
    var y = Self.x
    y += Self.row
    y -= 1
    y *= Self.column
    y /= 10
    #expect(y == Tensor(shape: [2, 2], values: [100, 170, 240, 460]))
    y /= y.count
    #expect(y == Tensor(shape: [2, 2], values: [25, 42.5, 60, 115]))
  }

  /// A whole number out of `map` is a number of the tensor, whatever a sequence would make of it.
  @Test func wholeNumbersStayInTheTensor() {
    let signs = Self.x.map { $0 > 0 ? 1 : 0 }
    #expect(signs == Tensor(shape: [2, 2], values: [1, 0, 1, 1]))
    let g: Parameters = ["W": [3, 4]]
    let zeros = g.map { _ in 0 }
    #expect(zeros == Parameters.zeros(like: g))
  }

  @Test func aBlockIsRepeatedForEachEntryInFront() {
    let blocks = Tensor(shape: [2, 1, 2], values: [1, 2, 3, 4])
    let ones = Tensor(repeating: 0, shape: [2, 3, 2])
    #expect((ones + blocks).values == [1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4])
    #expect((blocks + ones).shape == [2, 3, 2])
    #expect((Tensor(repeating: 1, shape: [0, 2]) + Self.row).shape == [0, 2])
  }

  @Test func aColumnBesideARowMakesATable() {
    let column = Tensor([[1], [2]])
    let row = Tensor([[10, 20, 30]])
    #expect((column * row).shape == [2, 3] && (column * row).values == [10, 20, 30, 20, 40, 60])
    #expect((row - column).shape == [2, 3] && (row - column).values == [9, 19, 29, 8, 18, 28])
    #expect(
      (Tensor(shape: [2, 1, 3], values: [1, 2, 3, 4, 5, 6]) + Tensor(shape: [1, 2, 1], values: [0, 10])).values
        == [1, 2, 3, 11, 12, 13, 4, 5, 6, 14, 15, 16])
  }

  /// A list beside a column fits neither: a table is not what was meant.
  @Test func shapesThatDoNotFitEndTheProgram() async {
    await #expect(processExitsWith: .failure) { _ = Tensor([1, 2]) + Tensor([1, 2, 3]) }
    await #expect(processExitsWith: .failure) { _ = Tensor([[1, 2]]) + Tensor([[1, 2, 3]]) }
    await #expect(processExitsWith: .failure) { _ = Tensor([[1], [2]]) + Tensor([1, 2]) }
    await #expect(processExitsWith: .failure) {
      var row: Tensor = [1, 2]
      row += Tensor([[1, 2], [3, 4]])
    }
  }
}
