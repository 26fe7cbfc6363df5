import GradusKit

struct Sigmoid: Layer {
  private var slope: Tensor?

  mutating func forward(_ x: Tensor) -> Tensor {
    let y = x.map { (value: Double) -> Double in
      if value >= 0 {
        return 1 / (1 + exp(-value))
      }
      let e = exp(value)
      return e / (1 + e)
    }
    slope = y - y * y
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dy * slope!
  }
}
