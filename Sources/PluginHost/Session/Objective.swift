package import Tensors

/// A function of the weights that a submission may ask during a step, as far as its case grants it.
package struct Objective: Sendable {
  /// What can be asked.
  package enum Question: String, Sendable, CaseIterable {
    case loss, gradient
  }

  /// How often each may be asked in the whole case. What is not here is refused.
  package let grants: [Question: Int]
  private let loss: @Sendable ([Tensor]) -> Double
  private let gradient: @Sendable ([Tensor]) -> [Tensor]

  /// - Parameters:
  ///   - loss: the loss at a point: a tensor for each parameter, in the case's order and shapes.
  ///   - gradient: its derivative by each, in the same order and shapes.
  package init(
    grants: [Question: Int], loss: @escaping @Sendable ([Tensor]) -> Double,
    gradient: @escaping @Sendable ([Tensor]) -> [Tensor]
  ) {
    self.grants = grants
    self.loss = loss
    self.gradient = gradient
  }

  func loss(at point: [Tensor]) -> Double { loss(point) }
  func gradient(at point: [Tensor]) -> [Tensor] { gradient(point) }
}
