import GradusKit

struct ExponentialDecay: Schedule {
    @Setting var learningRate = 0.1
    @Setting var decay = 0.1

    /// The initial rate, shrunk continuously.
    func rate(at step: Int) -> Double {
        let lambda = decay * learningRate
        let t = Double(step)
        return learningRate * exp(-lambda * t)
    }
}
