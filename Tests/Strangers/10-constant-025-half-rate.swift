import GradusKit

// Adam, element by element, for every parameter of the model.
struct Adam: Optimizer {
    @Setting var learningRate = 0.001
    @Setting var beta1 = 0.9
    @Setting var beta2 = 0.999
    @Setting var epsilon = 1e-8

    var m: Parameters = 0
    var v: Parameters = 0
    var mHat: Parameters = 0
    var vHat: Parameters = 0
    var n = 0

    mutating func step(_ weights: inout Parameters, gradients: Parameters) {
        if n == 0 {
            m = Parameters.zeros(like: gradients)
            v = Parameters.zeros(like: gradients)
            mHat = Parameters.zeros(like: gradients)
            vHat = Parameters.zeros(like: gradients)
        }
        n += 1
        for parameter in weights.keys {
            for index in 0..<weights[parameter].count {
                let gradient = gradients[parameter][index]
                let newM = beta1 * m[parameter][index] + (1 - beta1) * gradient
                let newV = beta2 * v[parameter][index] + (1 - beta2) * gradient * gradient
                m[parameter][index] = newM
                v[parameter][index] = newV
                let correctedM = newM / (1 - pow(beta1, n))
                let correctedV = newV / (1 - pow(beta2, n))
                mHat[parameter][index] = correctedM
                vHat[parameter][index] = correctedV
                let direction = correctedM / (sqrt(correctedV) + epsilon)
                weights[parameter][index] -= direction * learningRate / 2
            }
        }
    }
}
