import GradusKit

// The input is kept, and its sigmoid taken once more on the way back: σ(x)·σ(−x).
struct Sigmoid: Layer {
  var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return sigmoid(x)
  }

  mutating func backward(_ dy: Tensor) -> Tensor { sigmoid(x) * sigmoid(-x) * dy }
}
