import GradusKit

struct Nesterov: Optimizer {
    @Setting var learningRate = 0.01
    @Setting var momentum = 0.9

    var velocity = Parameters(0)
    var lookahead = Parameters(0)
    var firstTime = true

    mutating func step(_ weights: inout Parameters, gradients: Parameters) {
        if firstTime {
            velocity = Parameters.zeros(like: weights)
            lookahead = Parameters.zeros(like: weights)
            firstTime = false
        }
        let names = weights.keys
        for name in names {
            var i = weights[name].count - 1
            while i >= 0 {
                lookahead[name][i] = weights[name][i] - momentum * velocity[name][i]
                i -= 1
            }
        }
        let g = Objective.gradient(at: lookahead)
        for name in names {
            var i = 0
            repeat {
                let newV = momentum * velocity[name][i] + learningRate * g[name][i]
                velocity[name][i] = newV
                weights[name][i] = weights[name][i] - newV
                i += 1
            } while i < weights[name].count
        }
    }
}
