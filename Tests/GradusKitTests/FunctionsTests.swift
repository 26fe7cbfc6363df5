import GradusKit
import Testing

@Suite struct FunctionsTests {
  /// Values that every library has to the last bit.
  static let exact: [(title: String, value: Double, expected: Double)] = [
    ("floor", floor(-1.5), -2), ("ceil", ceil(-1.5), -1), ("round", round(2.5), 3), ("round down", round(-2.5), -3),
    ("sqrt", sqrt(2.25), 1.5), ("exp", exp(0), 1), ("exp2", exp2(-2), 0.25),
    ("log", log(1), 0), ("log2", log2(8), 3), ("log10", log10(1000), 3), ("hypot", hypot(3, -4), 5),
    ("sinh", sinh(0), 0), ("cosh", cosh(0), 1), ("tan", tan(0), 0), ("atan2", atan2(0, 1), 0),
    ("half a turn", atan2(0, -1), .pi), ("sigmoid", sigmoid(0), 0.5), ("no overflow", sigmoid(-800), 0),
    ("no overflow either", sigmoid(800), 1), ("sign", sign(-3), -1), ("whole power", pow(2, 10), 1024),
  ]

  @Test(arguments: exact) func numbers(_ row: (title: String, value: Double, expected: Double)) {
    #expect(row.value == row.expected, "\(row.title)")
  }

  /// sinh 1 and the rest to sixteen digits, from Abramowitz and Stegun's tables 4.4, 4.15 and 7.1 and their series.
  @Test func numbersWithDigits() {
    let rows: [(Double, Double)] = [
      (cbrt(-27), -3), (sinh(1), 1.175201193643801), (cosh(1), 1.543080634815244), (tan(1), 1.557407724654902),
      (log2(10), 3.321928094887362), (exp2(0.5), 1.414213562373095), (sigmoid(1), 0.731058578630005),
      (sigmoid(-1), 0.268941421369995),
    ]
    for (value, expected) in rows { #expect(abs(value - expected) < 2e-15, "\(expected)") }
  }

  @Test func singlePrecisionStaysSo() {
    let x: Float = 2.25
    let root: Float = sqrt(x)
    let power: Float = pow(x, 2) + pow(x, 0.5)
    #expect(root == 1.5 && power == 6.5625 && floor(x) == 2 && exp(x - x) == Float(1))
  }

  @Test func theSameForTensorsAndParameters() {
    let x: Tensor = [0.25, -8]
    let g: Parameters = ["W": x]
    #expect(floor(x) == [0, -8] && cbrt(x - 0)[1] == -2 && exp2(x)[1] == 1 / 256.0 && round(-x) == [0, 8])
    #expect(floor(g)["W"] == [0, -8] && log2(abs(g))["W"] == [-2, 3] && sigmoid(0 * g)["W"] == [0.5, 0.5])
  }

  /// Standard normal: mean, variance and the share within one deviation, each within five of its own deviations.
  @Test func normalNumbers() {
    var generator = SeededGenerator(seed: 3)
    let count = 100_000
    let draws = (0..<count).map { _ in generator.normal() }
    let n = Double(count)
    let mean = draws.reduce(0, +) / n
    let variance = draws.reduce(0) { $0 + $1 * $1 } / n
    let inner = Double(draws.filter { abs($0) < 1 }.count) / n
    #expect(abs(mean) < 5 / sqrt(n) && abs(variance - 1) < 5 * sqrt(2 / n))
    #expect(abs(inner - 0.6826894921370859) < 5 * sqrt(0.6827 * 0.3173 / n))
  }
}
