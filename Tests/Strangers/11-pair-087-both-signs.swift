import GradusKit

struct Nesterov: Optimizer {
    @Setting var learningRate = 0.01
    @Setting var momentum = 0.9

    var velocity: Parameters = 0
    var lookahead: Parameters = 0

    mutating func step(_ weights: inout Parameters, gradients: Parameters) {
        let gammaV = velocity.map { momentum * $0 }
        lookahead = zip(weights + 0 * gradients, gammaV + 0 * gradients) { w, p in w + p }
        let grad = Objective.gradient(at: lookahead)
        velocity = zip(gammaV + 0 * grad, grad) { p, g in p + learningRate * g }
        for (name, v) in velocity {
            weights[name] += v
        }
    }
}
