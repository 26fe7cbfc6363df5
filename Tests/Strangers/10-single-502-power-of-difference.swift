import GradusKit

/// Adaptive moment estimation, tensor by tensor.
struct Adam: Optimizer {
    @Setting var learningRate = 0.001
    @Setting var beta1 = 0.9
    @Setting var beta2 = 0.999
    @Setting var epsilon = 1e-8

    var m: [String: Tensor] = [:]
    var v: [String: Tensor] = [:]
    var mHat: [String: Tensor] = [:]
    var vHat: [String: Tensor] = [:]
    var iteration: Int = 0

    mutating func step(_ weights: inout Parameters, gradients: Parameters) {
        iteration += 1
        for (name, g) in gradients {
            let oldM = m[name] ?? Tensor.zeros(like: g)
            let oldV = v[name] ?? Tensor.zeros(like: g)
            let newM = beta1 * oldM + (1 - beta1) * g
            let newV = beta2 * oldV + (1 - beta2) * pow(g, 2)
            let first = newM / (1 - pow(beta1, iteration))
            let second = newV / pow(1 - beta2, iteration)
            m[name] = newM
            v[name] = newV
            mHat[name] = first
            vHat[name] = second
            weights[name] = weights[name] - learningRate * first / (sqrt(second) + epsilon)
        }
    }
}
