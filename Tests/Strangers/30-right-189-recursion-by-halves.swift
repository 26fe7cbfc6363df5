import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  private func power(_ x: Double, _ n: Int) -> Double {
    if n == 0 { return 1 }
    let half = power(x, n / 2)
    return n % 2 == 0 ? half * half : half * half * x
  }

  func rate(at step: Int) -> Double {
    learningRate * power(1 / exp(decay), step)
  }
}
