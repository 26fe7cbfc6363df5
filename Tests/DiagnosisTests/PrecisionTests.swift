import Equations
import GradeModel
import Grading
import GradingSupport
import Testing

/// Errors smaller than Float's rounding do not all come from Float.
@Suite struct PrecisionTests {
  private static func words(_ step: @escaping @Sendable (inout AdamProgram.Element) -> Void) async throws -> [String] {
    let result = try await AdamProgram.grader().grade(AdamProgram(step: step))
    #expect(result.outcomes("usual")["weights"] == "incorrect" || result.outcomes("generic")["weights"] == "incorrect")
    return result.checks.filter { $0.quantity == "weights" }.flatMap { $0.diagnosis?.sentences ?? [] }
  }

  @Test func aTinyGuardIsNoSinglePrecision() async throws {
    let words = try await Self.words { element in
      element.moments()
      element.correct()
      element.weight -= element.η * element.mHat / ((element.vHat + 1e-9).squareRoot() + element.ε)
    }
    #expect(!words.contains { $0.contains("single precision") }, "\(words)")
  }

  @Test func aConstantWrongInItsNinthDigitIsNoSinglePrecision() async throws {
    let words = try await Self.words { element in
      element.moments()
      element.correct()
      element.weight -= element.η * 1.000_000_01 * element.mHat / (element.vHat.squareRoot() + element.ε)
    }
    #expect(!words.contains { $0.contains("single precision") }, "\(words)")
  }

  /// Only the increment is a Float: the weights have all their digits.
  @Test func aStepInFloatIsNoSinglePrecisionThroughout() async throws {
    let words = try await Self.words { element in
      element.moments()
      element.correct()
      element.weight -= Double(Float(element.η * element.mHat / (element.vHat.squareRoot() + element.ε)))
    }
    #expect(!words.contains { $0.contains("single precision") }, "\(words)")
  }

  @Test func computingInFloatIsSaid() async throws {
    let words = try await Self.words { element in
      element.moments()
      element.correct()
      let step = Float(element.η) * Float(element.mHat) / (Float(element.vHat).squareRoot() + Float(element.ε))
      element.weight = Double(Float(element.weight) - step)
    }
    #expect(
      words.contains("weights look as if they were computed in single precision: use Double throughout."), "\(words)")
  }

  @Test func roundingToDecimalsIsSaid() async throws {
    let words = try await Self.words { element in
      element.moments()
      element.correct()
      element.update()
      element.weight = (element.weight * 10_000).rounded() / 10_000
    }
    #expect(words.contains("weights look as if they were rounded to 4 decimals: keep every digit."), "\(words)")
  }

  /// - Parameter digits: the significant binary digits that a number keeps.
  private static func rounded(_ number: Double, digits: Int) -> Double {
    guard number != 0 else { return 0 }
    let unit = Double(sign: .plus, exponent: number.exponent - (digits - 1), significand: 1)
    return (number / unit).rounded() * unit
  }

  private static func rounding(_ round: @escaping @Sendable (Double) -> Double) async throws -> [String] {
    try await words { element in
      element.moments()
      element.correct()
      element.update()
      element.weight = round(element.weight)
    }
  }

  @Test func halfPrecisionIsSaid() async throws {
    let half = try await Self.rounding { Self.rounded($0, digits: 11) }
    #expect(half.contains { $0.contains("Float16") } && !half.contains { $0.contains("bfloat16") }, "\(half)")
    let brain = try await Self.rounding { Self.rounded($0, digits: 8) }
    #expect(brain.contains { $0.contains("bfloat16") } && !brain.contains { $0.contains("Float16") }, "\(brain)")
  }

  @Test func roundingToMultiplesIsNoFormat() async throws {
    let words = try await Self.rounding { ($0 * 1024).rounded() / 1024 }
    #expect(
      words.contains("weights look as if they were rounded to multiples of 1/1024: keep every digit."), "\(words)")
  }

  /// Whole numbers that are off by one have lost no digits.
  @Test func whatHasNoDecimalsByRightWasNotRounded() async throws {
    let result = try await AdamProgram.grader().grade(
      AdamProgram { element in
        element.moments()
        element.correct()
        element.weight = 0.5
      })
    #expect(result.sentences("weights").allSatisfy { !$0.contains("rounded") }, "\(result.sentences("weights"))")
  }
}
