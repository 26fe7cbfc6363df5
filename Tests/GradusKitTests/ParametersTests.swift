import GradusKit
import Testing

@Suite struct ParametersTests {
  static let x = Parameters(
    names: ["W", "b"], tensors: [Tensor(shape: [2], values: [1, -4]), Tensor(0.25)])

  private func numbers(_ parameters: Parameters) -> [Double] {
    parameters.names.flatMap { parameters[$0].values }
  }

  /// An expression and its elements for W[0], W[1], b.
  static let rows: [(title: String, value: Parameters, expected: [Double])] = [
    ("x + x", x + x, [2, -8, 0.5]), ("x - 1", x - 1, [0, -5, -0.75]), ("1 - x", 1 - x, [0, 5, 0.75]),
    ("2 * x", 2 * x, [2, -8, 0.5]), ("x * x", x * x, [1, 16, 0.0625]), ("x / 2", x / 2, [0.5, -2, 0.125]),
    ("1 / x", 1 / x, [1, -0.25, 4]), ("x + 0.5", x + 0.5, [1.5, -3.5, 0.75]), ("0.5 + x", 0.5 + x, [1.5, -3.5, 0.75]),
    ("x / x", x / x, [1, 1, 1]), ("-x", -x, [-1, 4, -0.25]), ("abs", abs(x), [1, 4, 0.25]),
    ("sqrt", sqrt(x * x), [1, 4, 0.25]), ("pow 3", pow(x, 3), [1, -64, 0.015625]),
    ("pow 0.5", pow(x * x, 0.5), [1, 4, 0.25]), ("sign", sign(x), [1, -1, 1]), ("max", max(x, 0), [1, 0, 0.25]),
    ("min", min(0, x), [0, -4, 0]), ("max of two", max(x, -x), [1, 4, 0.25]),
    ("map", x.map { $0 + 10 }, [11, 6, 10.25]),
    ("exp and log", exp(x * 0) + log(x * x / (x * x)), [1, 1, 1]),
    ("a zero for all", x * 0 + Parameters(0), [0, -0.0, 0]),
    ("a zero first", 0 + x, [1, -4, 0.25]),
  ]

  @Test(arguments: rows) func arithmetic(_ row: (title: String, value: Parameters, expected: [Double])) {
    #expect(row.value.names == ["W", "b"])
    #expect(numbers(row.value) == row.expected, "\(row.title)")
    #expect(row.value["W"].shape == [2] && row.value["b"].shape == [])
  }

  @Test func assignmentInPlace() {
    var y = Self.x
    y += Self.x
    y *= 3
    y -= 1
    y /= Self.x
    #expect(numbers(y) == [5, 6.25, 2])
    y["W"][1] -= 0.25
    y["b"] = Tensor(9)
    #expect(numbers(y) == [5, 6, 9])
  }

  /// A closure that counts, or that draws, is called for each element and for nothing else.
  @Test func mapGivesEachElementOnce() {
    var given: [Double] = []
    _ = Self.x.map { (number: Double) -> Double in
      given.append(number)
      return number
    }
    #expect(given == [1, -4, 0.25])
  }

  /// A plain number stands for itself everywhere, and what was a number once leaves no trace.
  @Test func equalityIsThatOfTheElements() {
    let zeros = Parameters.zeros(like: Self.x)
    #expect(zeros == 0 && 0 == zeros && Self.x != 0 && Parameters(2) == 2 && Parameters(2) != 3)
    #expect(exp(zeros) - exp(zeros) == zeros)
    let zeroth = 0 / Self.x
    #expect(zeroth == zeroth)
    let swapped = Parameters(names: ["b", "W"], tensors: [Self.x["b"], Self.x["W"]])
    #expect(swapped == Self.x && swapped != zeros)
    #expect(Parameters(Double.nan) * zeros != 0)
  }

  @Test func namesMeetByNameNotByPlace() {
    let swapped = Parameters(names: ["b", "W"], tensors: [Tensor(1), Tensor(shape: [2], values: [10, 20])])
    #expect(numbers(Self.x + swapped) == [11, 16, 1.25])
  }

  @Test func literalsOfNumbersStayNumbers() {
    let beta = 0.25
    let half: Double = 1 - beta - sqrt(0.0625)
    #expect(half == 0.5)
    #expect(max(1, 2) == 2 && pow(2, 3) == 8 && abs(-3) == 3)
  }

  /// Powers with exact results; the exponent 10 takes both branches of the repeated squaring.
  @Test(arguments: [(2, 10, 1024), (0.5, 3, 0.125), (2, -2, 0.25), (-3, 3, -27), (7, 0, 1), (0, 0, 1)])
  func wholePowers(_ base: Double, _ exponent: Int, _ expected: Double) {
    #expect(pow(base, exponent) == expected)
  }

  @Test func mismatchesEndTheProgram() async {
    await #expect(processExitsWith: .failure) {
      let left = Parameters(names: ["W"], tensors: [Tensor(shape: [2], values: [1, 2])])
      let right = Parameters(names: ["W"], tensors: [Tensor(shape: [1], values: [1])])
      _ = left + right
    }
    await #expect(processExitsWith: .failure) {
      let left = Parameters(names: ["W"], tensors: [Tensor(1)])
      let right = Parameters(names: ["W", "b"], tensors: [Tensor(1), Tensor(1)])
      _ = left + right
    }
  }
}
