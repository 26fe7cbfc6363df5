import Equations
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// eˣ − 1 and ln(1 + eˣ): exact where the plain forms are not, and a bound within which the plain forms are honest.
@Suite struct ElementwiseTests {
  private struct Leaf: Environment {
    let x: Block
    var step: Value { Value(Block(1)) }

    func value(of reference: Reference) throws(EvaluationError) -> Value {
      Value(reference.name == "dy" ? Block(1) : x)
    }
    func previous(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
      throw .unknownQuantity(reference)
    }
    func next(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
      throw .unknownQuantity(reference)
    }
    func setting(_ name: String) throws(EvaluationError) -> Value { throw .unknownSetting(name) }
  }

  private let x = quantity("x")

  /// A formula at one point that is known up to an error, with the bound of its value.
  private func evaluate(
    _ formula: Expression, at point: Double, off error: Double = 0, in precision: Precision = .double
  ) throws -> (value: Double, bound: Double) {
    let evaluator = Evaluator(precision: precision, isBounded: true)
    let block = try evaluator.evaluate(formula, in: Leaf(x: Block(point, error: error))).blocks[0]
    return (block.values[0], block.error?[0] ?? 0)
  }

  /// To fifty digits: 1 − e⁻⁴⁰ rounds to 1, its distance from it is 4.2483542552915889953e-18.
  @Test func nothingIsLostWhereThePlainFormsLoseAll() throws {
    let small = 4.248_354_255_291_589e-18
    #expect(try evaluate(softplus(x), at: -40).value == small)
    #expect(try evaluate(softplus(x), at: 0).value == 0.693_147_180_559_945_3)
    #expect(try evaluate(softplus(x), at: 800).value == 800)
    #expect(try evaluate(softplus(x), at: -800).value == 0)
    #expect(try evaluate(softplus(x), at: .infinity).value == .infinity)
    #expect(try evaluate(softplus(x), at: .nan).value.isNaN)
    #expect(try evaluate(expm1(x), at: -1e-20).value == -1e-20)
    #expect(try evaluate(expm1(x), at: 0x1p-30).value == 0x1.00000002p-30)
    #expect(try evaluate(expm1(x), at: -800).value == -1)
  }

  private static let points = (-160...160).map { Double($0) * 0.25 } + [1e-20, -1e-20, 1e-9, -1e-9, 3e-4, -3e-4]

  /// Every usual way of writing them, on an operand that is itself off by a rounding.
  @Test(arguments: [Precision.double, .single]) func thePlainFormsAreWithinTheBound(_ precision: Precision) throws {
    for point in Self.points {
      let error = precision.unitRoundoff * abs(point)
      let soft = try evaluate(softplus(x), at: point, off: error, in: precision)
      let minusOne = try evaluate(expm1(x), at: point, off: error, in: precision)
      for moved in [point, point + error, point - error] {
        var written = [
          Swift.max(moved, 0) + rounded(log(rounded(1 + rounded(exp(-abs(moved)), precision), precision)), precision)
        ]
        if abs(moved) < 36 {
          written.append(rounded(log(rounded(1 + rounded(exp(moved), precision), precision)), precision))
          written.append(-rounded(log(rounded(1 / rounded(1 + exp(moved), precision), precision)), precision))
        }
        for value in written {
          #expect(abs(rounded(value, precision) - soft.value) <= 4 * soft.bound, "softplus(\(point)) is \(value)")
        }
        let plain = rounded(rounded(exp(moved), precision) - 1, precision)
        #expect(abs(plain - minusOne.value) <= 4 * minusOne.bound, "expm1(\(point)) is \(plain)")
      }
    }
  }

  /// tanh by σ, by exponentials, and σ by tanh: near 0 and far from it.
  @Test func theHyperbolicTangentIsWrittenBySigmoids() throws {
    for point in Self.points + [1e-3, -1e-5, 0.01, 0.07] {
      let bent = try evaluate(tanh(x), at: point)
      let bounded = try evaluate(Equations.sigmoid(x), at: point)
      var written = [2 / (1 + exp(-2 * point)) - 1, 1 - 2 / (exp(2 * point) + 1)]
      written.append((exp(point) - exp(-point)) / (exp(point) + exp(-point)))
      for value in written { #expect(abs(value - bent.value) <= 4 * bent.bound, "tanh(\(point)) is \(value)") }
      #expect(abs((1 + tanh(point / 2)) / 2 - bounded.value) <= 4 * bounded.bound)
      #expect(bent.bound <= 5 * Precision.double.unitRoundoff)
    }
  }

  /// To twenty digits: cos 1 = 0.54030230586813971740, sin 1 = 0.84147098480789650665, erf ½ = 0.52049987781304653768.
  @Test func anglesAndTheErrorFunctionHaveTheirValues() throws {
    #expect(abs(try evaluate(cos(x), at: 1).value - 0.540_302_305_868_139_717) <= 2e-16)
    #expect(abs(try evaluate(sin(x), at: 1).value - 0.841_470_984_807_896_507) <= 2e-16)
    #expect(abs(try evaluate(erf(x), at: 0.5).value - 0.520_499_877_813_046_538) <= 2e-16)
  }

  /// By half the angle, and by erfc, on an operand that is itself off by a rounding; and no wider than a few roundings.
  @Test(arguments: [Precision.double, .single]) func anglesAreWrittenByHalves(_ precision: Precision) throws {
    for point in Self.points {
      let error = precision.unitRoundoff * abs(point)
      let (level, upright) = (
        try evaluate(cos(x), at: point, off: error, in: precision),
        try evaluate(sin(x), at: point, off: error, in: precision)
      )
      let share = try evaluate(erf(x), at: point, off: error, in: precision)
      for moved in [point, point + error, point - error] {
        let half = rounded(sin(moved / 2), precision)
        let written = rounded(1 - rounded(2 * half * half, precision), precision)
        #expect(abs(written - level.value) <= 4 * level.bound, "cos(\(point)) is \(written)")
        let product = rounded(2 * rounded(half * rounded(cos(moved / 2), precision), precision), precision)
        #expect(abs(product - upright.value) <= 4 * upright.bound, "sin(\(point)) is \(product)")
        let rest = rounded(1 - rounded(erfc(moved), precision), precision)
        #expect(abs(rest - share.value) <= 4 * share.bound, "erf(\(point)) is \(rest)")
      }
      let roundings = 6 * precision.unitRoundoff * (1 + abs(point))
      #expect(Swift.max(level.bound, upright.bound, share.bound) <= roundings)
    }
  }

  /// Returns the nearest number that the format has.
  private func rounded(_ value: Double, _ precision: Precision) -> Double {
    precision == .single ? Double(Float(value)) : value
  }

  /// A bound that lets everything through proves nothing: a slope forgotten at 0 is far outside.
  @Test func theBoundIsAFewRoundings() throws {
    for point in Self.points {
      let soft = try evaluate(softplus(x), at: point)
      #expect(soft.bound <= 6 * Precision.double.unitRoundoff * (1 + soft.value))
      let minusOne = try evaluate(expm1(x), at: point)
      #expect(minusOne.bound <= 6 * Precision.double.unitRoundoff * (1 + abs(minusOne.value)))
    }
  }

  @Test func theirSlopesHaveNoGap() throws {
    for (formula, slope) in [
      (softplus(x), { 1 / (1 + exp(-$0)) }), (expm1(x), { exp($0) }), (sin(x), { cos($0) }), (cos(x), { -sin($0) }),
      (erf(x), { 2 / Double.pi.squareRoot() * exp(-$0 * $0) }),
    ] as [(Expression, (Double) -> Double)] {
      let back = try Derivative(axes: ["x": []]).equations(
        of: [quantity("y") ← formula], seeds: ["y": 1], wanted: ["x"])
      let derived = try #require(back.first { $0.target.name == "dx" }).formula
      for point in [0, 1e-12, -1e-12, 1.5, -30] {
        let expected = slope(point)
        #expect(abs(try evaluate(derived, at: point).value - expected) <= 4e-16 * abs(expected), "at \(point)")
      }
    }
  }
}
