import Assignments
import Equations
import Grading
import GradingSupport
import Testing
import Verification

/// Two mistakes at once must not make up for each other.
@Suite struct PairTests {
  /// Values of scipy: `beta.ppf(0.95, k + 1, n - k)`.
  @Test(arguments: [
    (0, 300, 0.009_936_082), (1, 300, 0.015_714_555), (3, 300, 0.025_641_393), (0, 1, 0.95), (2, 2, 1),
    (600, 1000, 0.625_739_118), (900, 1000, 0.915_215_232),
  ])
  func aBoundIsThatOfTheBinomial(missed: Int, tried: Int, bound: Double) {
    #expect(abs(SelfCheck.Pairs.bound(missed: missed, of: tried) - bound) < 1e-8)
  }

  @Test(arguments: (try? AssignmentLibrary.shipped.tasks()) ?? []) func aShippedAssignmentTellsPairsApart(id: String)
    async throws
  {
    let pairs = try await SelfCheck(Grader(AssignmentLibrary.shipped.task(id))).pairs(SelfCheck.Pairs.usual)
    // A schedule of one short formula has no more, and others are shorter still.
    let fewest = ["50-initialisation": 130, "06-activations.softplus": 230]
    #expect(pairs.tried >= fewest[id] ?? 300)
    #expect(!pairs.isGap, "\(pairs.missed)")
  }

  /// With a single quantity graded, most pairs of the others cost nothing: the sample must say so.
  @Test func whatIsNotGradedIsMissed() async throws {
    var assignment = try AssignmentLibrary.shipped.assignment("10-adam")
    assignment.quantities = [GradedQuantity(name: "m", points: 100)]
    let pairs = try await SelfCheck(Grader(assignment)).pairs(SelfCheck.Pairs.usual)
    #expect(pairs.isGap && pairs.missed.count > 20)
  }
}
