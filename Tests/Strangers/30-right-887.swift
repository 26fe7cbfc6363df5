import GradusKit

final class Memo {
  var known: [Double] = []
}

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1
  private let memo = Memo()

  func rate(at step: Int) -> Double {
    while memo.known.count <= step {
      let t = Double(memo.known.count)
      // e^x = 2^(x / ln 2)
      memo.known.append(exp2(-decay * t / log(2.0)))
    }
    return learningRate * memo.known[step]
  }
}
