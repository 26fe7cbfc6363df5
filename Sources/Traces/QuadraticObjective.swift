package import Tensors

/// ½ Σ curvature·(w − center)² over all elements of all parameters: the function of the weights that the recipes with an
/// objective are run on. It can be asked anywhere.
package struct QuadraticObjective: Equatable, Sendable {
  /// The second derivative by each weight: one tensor for each parameter, sorted by name.
  package let curvature: [Tensor]
  /// The point at which it is least, in the same order and shapes.
  package let center: [Tensor]

  /// - Precondition: both have the same shapes.
  package init(curvature: [Tensor], center: [Tensor]) {
    precondition(curvature.map(\.shape) == center.map(\.shape), "each weight has a curvature and a center")
    self.curvature = curvature
    self.center = center
  }

  /// The objective whose curvatures and center are numbers of a format.
  func rounded(to format: NumberFormat) -> QuadraticObjective {
    QuadraticObjective(
      curvature: curvature.map { $0.map(format.rounded) }, center: center.map { $0.map(format.rounded) })
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
