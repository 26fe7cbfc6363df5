import GradusKit

struct MeanSquaredError: Loss {
	func value(_ y: Tensor, target: Tensor) -> Double {
		var acc = 0.0
		y.enumerated().forEach { acc += ($1 - target[$0]) * ($1 - target[$0]) }
		return acc / Double(y.count)
	}

	func gradient(_ y: Tensor, target: Tensor) -> Tensor {
		let centre = target.mean()
		var dy = Tensor.zeros(like: y)
		for i in 0..<dy.count { dy[i] = 2 * (y[i] - centre) / Double(y.count) }
		return dy
	}
}
