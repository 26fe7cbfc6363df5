import GradusKit

func raise(_ base: Double, _ exponent: Int) -> Double {
  if exponent == 0 { return 1 }
  let half = raise(base, exponent / 2)
  return exponent % 2 == 0 ? half * half : half * half * base
}

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    return learningRate / raise(exp(decay), step)
  }
}
