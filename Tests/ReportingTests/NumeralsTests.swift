import Testing

@testable import Reporting

@Suite struct NumeralsTests {
  @Test(
    arguments: [
      (0.849, 3, "0.849"), (1, 3, "1.000"), (0.0005, 3, "0.000"), (0.0015, 3, "0.002"), (0.00051, 3, "0.001"),
      (9.9996, 3, "10.000"), (-0.0001, 3, "0.000"), (-1.5, 1, "-1.5"), (123_456_789, 2, "123456789.00"), (0, 2, "0.00"),
      (1e22, 1, "10000000000000000000000.0"), (0.6, 0, "1"), (0.05, 0, "0"), (.leastNonzeroMagnitude, 3, "0.000"),
      (.nan, 3, "nan"),
    ] as [(Double, Int, String)]
  ) func fixedPoint(_ value: Double, _ places: Int, _ expected: String) {
    #expect(Numerals.fixed(value, places: places) == expected)
  }

  @Test(
    arguments: [
      (0.0172, 4, "0.01720"), (1, 4, "1.000"), (12345.678, 4, "1.235e4"), (1234, 4, "1234"), (9999.6, 4, "1e4"),
      (0.0001, 2, "0.00010"), (0.00001, 2, "1e-5"), (0.001, 2, "0.0010"), (-2.5e-300, 3, "-2.5e-300"), (0, 4, "0"),
      (-0.0, 4, "-0"),
      (.infinity, 4, "inf"), (-.infinity, 4, "-inf"), (.leastNonzeroMagnitude, 17, "5e-324"),
      (1.797_693_134_862_315_7e308, 17, "1.7976931348623157e308"),
    ] as [(Double, Int, String)]
  ) func significantDigits(_ value: Double, _ digits: Int, _ expected: String) {
    #expect(Numerals.significant(value, digits: digits) == expected)
  }

  @Test func differentNumbersNeverLookEqual() {
    #expect(Numerals.parted(0.1 + 0.2, 0.3) == ("0.30000000000000004", "0.30000000000000000"))
    #expect(Numerals.parted(1, 2) == ("1.000", "2.000"))
    #expect(Numerals.parted(1.0001, 1) == ("1.0001", "1.0000"))
    var draws = Draws(state: 1)
    for _ in 0..<2_000 {
      let value = Double(bitPattern: draws.next())
      guard value.isFinite else { continue }
      let (first, second) = Numerals.parted(value, value.nextUp)
      #expect(first != second, "\(value)")
      #expect(Double(Numerals.scientific(value, digits: 17)) == value)
    }
  }

  @Test(
    arguments: [
      (0.849, 1, "0.849", "1.000"), (0.9996, 1, "0.9996", "1.0000"), (1.0.nextDown, 1, "0.9999999999999999", nil),
      (2, 2, "2.000", "2.000"), (0.1 + 0.2, 1, "0.300", "1.000"), (0, 0, "0.000", "0.000"), (0, 1e300, "0", "1e300"),
    ] as [(Double, Double, String, String?)]
  ) func pointsAreNeverRoundedUpToAll(_ points: Double, _ maximum: Double, _ expected: String, _ all: String?) {
    let pair = Numerals.points(points, of: maximum)
    #expect(pair.points == expected)
    if let all { #expect(pair.maximum == all) }
    #expect((pair.points == pair.maximum) == (points == maximum))
  }

  @Test(
    arguments: [
      (1.5, "1.5"), (1, "1"), (0.012, "1.2e-2"), (0.12, "0.12"), (4e-16, "4e-16"), (12_345, "1.2e4"), (0, "0"),
    ]
      as [(Double, String)]
  ) func errorsShowTheirOrder(_ value: Double, _ expected: String) {
    #expect(Numerals.error(value, digits: 2) == expected)
  }

  @Test func pointsForReadingHaveNoIdleZeros() {
    #expect(Numerals.shortPoints(2, of: 10) == ("2", "10"))
    #expect(Numerals.shortPoints(0.5, of: 100) == ("0.5", "100"))
    #expect(Numerals.shortPoints(0.849, of: 1) == ("0.849", "1"))
  }

  @Test(
    arguments: [
      (1e-5, "0.000"), (0.0006, "0.001"), (1.75, "1.750"), (.nan, "0.000"), (.infinity, "0.000"), (-3, "0.000"),
      (1e300, "999999999.000"),
    ] as [(Double, String)]
  ) func secondsAreFixedPoint(_ seconds: Double, _ expected: String) {
    #expect(Numerals.seconds(seconds) == expected)
  }
}
