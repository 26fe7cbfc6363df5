internal import Tensors
internal import Traces

/// The distribution of a case's objective: ½ Σ curvature·(w − center)², with numbers of its own for each weight.
package struct ObjectiveDraw: Equatable, Sendable {
  /// The interval of the second derivatives.
  package var curvature: ClosedRange<Double>
  /// The interval of the minimum's coordinates.
  package var center: ClosedRange<Double>

  package init(curvature: ClosedRange<Double> = 0.5...2, center: ClosedRange<Double> = -1...1) {
    self.curvature = curvature
    self.center = center
  }

  /// Draws, parameter by parameter, all its curvatures and then all its centers.
  func objective(for shapes: [ParameterShape], from generator: inout SeededGenerator) -> QuadraticObjective {
    func tensor(_ shape: [Int], in interval: ClosedRange<Double>) -> Tensor {
      Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { _ in generator.uniform(in: interval) })
    }
    var (curvatures, centers): ([Tensor], [Tensor]) = ([], [])
    for parameter in shapes {
      curvatures.append(tensor(parameter.shape, in: curvature))
      centers.append(tensor(parameter.shape, in: center))
    }
    return QuadraticObjective(curvature: curvatures, center: centers)
  }
}
