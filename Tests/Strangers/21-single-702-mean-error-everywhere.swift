import GradusKit

/// L(y, t) = mean((y - t)²)
struct MeanSquaredError: Loss {
    func value(_ y: Tensor, target: Tensor) -> Double {
        let difference = y - target
        return pow(difference, 2).mean()
    }

    func gradient(_ y: Tensor, target: Tensor) -> Tensor {
        let difference = y - target
        let scale = 2.0 / Double(y.count)
        return y.map { _ in scale * difference.mean() }
    }
}
