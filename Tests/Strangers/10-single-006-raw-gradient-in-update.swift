import GradusKit

struct Adam: Optimizer {
    @Setting var learningRate = 0.001
    @Setting var beta1 = 0.9
    @Setting var beta2 = 0.999
    @Setting var epsilon = 1e-8

    var m: Parameters = 0
    var v: Parameters = 0
    var mHat: Parameters = 0
    var vHat: Parameters = 0
    private var powers = (1.0, 1.0)

    mutating func step(_ weights: inout Parameters, gradients: Parameters) {
        powers.0 *= beta1
        powers.1 *= beta2
        m = m * beta1 + gradients * (1 - beta1)
        v = beta2 * v + (1 - beta2) * gradients.map { $0 * $0 }
        mHat = m / (1 - powers.0)
        vHat = v / (1 - powers.1)
        let scale = vHat.map { 1 / ($0.squareRoot() + epsilon) }
        weights -= learningRate * gradients * scale
    }
}
