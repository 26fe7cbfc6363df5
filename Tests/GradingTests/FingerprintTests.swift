import GradingSupport
import Testing

@testable import Grading

/// The digest of a wrong program's numbers: it tells arithmetic apart, and says nothing of right programs.
@Suite struct FingerprintTests {
  private static func fingerprint(
    _ step: @escaping @Sendable (inout AdamProgram.Element) -> Void
  ) async throws -> String? {
    try await AdamProgram.grader().grade(AdamProgram(step: step)).fingerprint
  }

  @Test func rightProgramsHaveNone() async throws {
    let right = try await Self.fingerprint { element in
      element.moments()
      element.correct()
      element.update()
    }
    #expect(right == nil)
  }

  @Test func theOrderOfTheArithmeticIsTold() async throws {
    func wrong(_ m: @escaping @Sendable (AdamProgram.Element) -> Double) async throws -> String? {
      try await Self.fingerprint { element in
        let first = m(element)
        element.moments()
        element.m = first
        element.correct()
        element.update()
      }
    }
    let one = try await wrong { $0.β1 * $0.m + (1 - $0.β2) * $0.gradient }
    // Addition and multiplication may be turned round without any other bit.
    let turned = try await wrong { $0.gradient * (1 - $0.β2) + $0.m * $0.β1 }
    let arranged = try await wrong { $0.β1 * $0.m + $0.gradient - $0.β2 * $0.gradient }
    #expect(one != nil && one == turned)
    #expect(arranged != nil && one != arranged, "the same formula in another arrangement")
  }

  /// Whoever leaves a step out has zeros, as everybody else who does.
  @Test func zerosTellNothing() async throws {
    let nothing = try await Self.fingerprint { element in
      element.correct()
    }
    #expect(nothing == nil)
  }
}
