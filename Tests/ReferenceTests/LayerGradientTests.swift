import Equations
import Oracles
import Reference
import Tensors
import Testing
import Traces

/// Every written backward pass, beside the derivative of the forward pass: derived from the equations, and measured.
///
/// The evaluator knows no complex numbers, so no complex step is taken; central differences at two distances,
/// extrapolated (Richardson), leave an error of the fourth order instead and agree to ten digits.
@Suite struct LayerGradientTests {
  @Test(arguments: DifferentiableCase.all) func theWrittenGradientIsTheDerivedOne(_ sample: DifferentiableCase) throws {
    let written = try sample.recipe.trace(sample.inputs)
    let derived = try sample.derived().trace(sample.inputs)
    #expect(!sample.wanted.isEmpty)
    for name in sample.wanted {
      let ours = try #require(written["d\(name)", ""], "d\(name) is not written")
      let theirs = try #require(derived["d\(name)", ""], "d\(name) is not derived")
      #expect(ours.shape == theirs.shape)
      let allowed = Self.exceptions[sample.testDescription] ?? 1e-12
      #expect(RecordedLayer.relative(ours.values, theirs.values) < allowed, "d\(name)")
    }
  }

  /// A training run uses the derived gradient, so at a kink that must take the side that the layer names.
  @Test(arguments: DifferentiableCase.recorded) func theyAgreeAtKinksAndTies(_ sample: DifferentiableCase) throws {
    let written = try sample.recipe.trace(sample.inputs)
    let derived = try sample.derived().trace(sample.inputs)
    for name in sample.wanted {
      let (ours, theirs) = (try #require(written["d\(name)", ""]), try #require(derived["d\(name)", ""]))
      let allowed = Self.exceptions[sample.testDescription] ?? 1e-12
      #expect(RecordedLayer.relative(theirs.values, ours.values) < allowed, "d\(name)")
    }
  }

  @Test(arguments: DifferentiableCase.all) func theWrittenGradientIsTheMeasuredSlope(_ sample: DifferentiableCase)
    throws
  {
    let written = try sample.recipe.trace(sample.inputs)
    for name in sample.wanted {
      let ours = try #require(written["d\(name)", ""])
      let measured = try sample.measuredSlopes(at: name)
      let scale = max(measured.map { abs($0) }.max() ?? 0, 1e-3 * (try abs(sample.objective(sample.inputs))), 1e-3)
      for (position, pair) in zip(ours.values, measured).enumerated() {
        #expect(abs(pair.0 - pair.1) / scale < 1e-8, "d\(name)[\(position)]: \(pair.0), measured \(pair.1)")
      }
    }
  }

  /// Cases that may differ by more, and the reason.
  private static let exceptions = [
    // One class takes all: dx consists of numbers that cancel.
    "softmax/plain-torch-large": 1e-10
  ]
}
