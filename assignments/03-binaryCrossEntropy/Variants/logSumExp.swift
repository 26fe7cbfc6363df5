import GradusKit

// A softmax over the two logits 0 and z, with the logarithm of the sum of exponentials.
struct BinaryCrossEntropy: Loss {
  private func logSum(_ a: Double, _ b: Double) -> Double {
    let largest = max(a, b)
    return largest + log(exp(a - largest) + exp(b - largest))
  }

  mutating func value(_ z: Tensor, target: Tensor) -> Double {
    var total = 0.0
    for (z, t) in zip(z, target) { total += (logSum(0, z) - t * z) }
    return total / Double(z.count)
  }

  mutating func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    z.map { exp($0 - logSum(0, $0)) } / z.count - target / z.count
  }
}
