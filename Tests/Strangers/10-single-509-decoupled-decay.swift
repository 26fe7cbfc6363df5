import GradusKit

struct Adam: Optimizer {
    // Hyperparameters
    @Setting var learningRate = 0.001
    @Setting var beta1 = 0.9
    @Setting var beta2 = 0.999
    @Setting var epsilon = 1e-8
    let weightDecay = 0.01

    // State
    var m: Parameters = 0
    var v: Parameters = 0
    var mHat: Parameters = 0
    var vHat: Parameters = 0
    var stepCount = 0

    mutating func step(_ weights: inout Parameters, gradients: Parameters) {
        stepCount += 1
        updateMoments(gradients)
        correctBias()
        let adaptive = mHat / (sqrt(vHat) + epsilon)
        weights -= learningRate * (adaptive + weightDecay * weights)
    }

    private mutating func updateMoments(_ g: Parameters) {
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
    }

    private mutating func correctBias() {
        mHat = m / (1 - pow(beta1, Double(stepCount)))
        vHat = v / (1 - pow(beta2, Double(stepCount)))
    }
}
