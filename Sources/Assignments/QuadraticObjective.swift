package import Tensors

/// ½ Σ curvature·(w − center)² over all elements of all parameters: the function of the weights that the recipes with an
/// objective are run on. It can be asked anywhere.
package struct QuadraticObjective: Equatable, Sendable {
  /// The second derivative by each weight: one tensor for each parameter, sorted by name.
  package let curvature: [Tensor]
  /// Where it is least, in the same order and shapes.
  package let center: [Tensor]

  /// Draws, parameter by parameter, all its curvatures and then all its centers.
  init(_ draw: ObjectiveDraw, for shapes: [ParameterShape], from generator: inout SeededGenerator) {
    func tensor(_ shape: [Int], in interval: ClosedRange<Double>) -> Tensor {
      Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { _ in generator.uniform(in: interval) })
    }
    var (curvature, center): ([Tensor], [Tensor]) = ([], [])
    for parameter in shapes {
      curvature.append(tensor(parameter.shape, in: draw.curvature))
      center.append(tensor(parameter.shape, in: draw.center))
    }
    self.curvature = curvature
    self.center = center
  }

  /// - Precondition: `point` has the shapes of `center`.
  package func loss(at point: [Tensor]) -> Double {
    var sum = 0.0
    for index in center.indices {
      for element in 0..<center[index].count {
        let distance = point[index][element] - center[index][element]
        sum += curvature[index][element] * (distance * distance)
      }
    }
    return sum / 2
  }

  /// The derivative by each weight, in the same order and shapes.
  ///
  /// - Precondition: `point` has the shapes of `center`.
  package func gradient(at point: [Tensor]) -> [Tensor] {
    center.indices.map { index in
      Tensor(
        shape: center[index].shape,
        values: (0..<center[index].count).map {
          curvature[index][$0] * (point[index][$0] - center[index][$0])
        })
    }
  }
}
