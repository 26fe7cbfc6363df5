import GradusKit

struct MeanSquaredError: Loss {
    func value(_ y: Tensor, target: Tensor) -> Double {
        var s = 0.0
        for k in 0..<y.count { s += y[k] * y[k] - target[k] * target[k] }
        return s / Double(y.count)
    }

    func gradient(_ y: Tensor, target: Tensor) -> Tensor {
        var grad = y - target
        grad *= 2
        grad /= y.count
        return grad
    }
}
