import GradusKit

final class Perceptron: Trainer {
	@Setting var learningRate = 0.01

	var batches: [Int] = []
	var y = Tensor(0)
	var loss = 0.0
	var gradients: Parameters = 0

	private var random = SeededGenerator(seed: 1234)
	private var order: [Int] = []
	private var hidden = Tensor(0)
	private var o = Tensor(0)

	init() {}

	func draw(_ size: Int, of total: Int) {
		if order.count < size {
			order = Array(0..<total)
			order.shuffle(using: &random)
		}
		batches = Array(order[0..<size])
		order.removeSubrange(0..<size)
	}

	func forward(_ features: Tensor, _ w: Parameters) {
		hidden = tanh(features.matmul(w["W1"].transposed()) + w["b1"])
		o = hidden.matmul(w["W2"].transposed()) + w["b2"]
		y = sigmoid(o)
	}

	func evaluate(_ wanted: Tensor) {
		loss = 0
		for k in 0..<wanted.count {
			loss += max(o[k], 0) + o[k] * wanted[k] + log1p(exp(-abs(o[k])))
		}
		loss /= Double(wanted.count)
	}

	func backward(_ features: Tensor, _ wanted: Tensor, _ w: Parameters) {
		let delta2 = (y - wanted) / Double(wanted.count)
		let dh = delta2.matmul(w["W2"])
		let delta1 = dh * (1 - hidden * hidden)
		gradients = [
			"W1": delta1.transposed().matmul(features),
			"b1": delta1.sum(axis: 0),
			"W2": delta2.transposed().matmul(hidden),
			"b2": delta2.sum(axis: 0),
		]
	}

	func fit(_ training: TrainingData, _ weights: inout Parameters, report: (Perceptron, Parameters) -> Void) {
		for _ in 0..<training.steps {
			draw(training.batchSize, of: training["x"].shape[0])
			let features = training["x"][rows: batches]
			let wanted = training["target"][rows: batches]
			forward(features, weights)
			evaluate(wanted)
			backward(features, wanted, weights)
			for name in ["W1", "W2"] {
				weights[name] -= learningRate * gradients[name]
			}
			report(self, weights)
		}
	}
}
