import GradusKit

final class Perceptron: Trainer {
	@Setting var learningRate = 0.01

	var batches: [Int] = []
	var y = Tensor(0)
	var loss = 0.0
	var gradients: Parameters = 0

	private var random = SeededGenerator(seed: 1234)
	private var ids: [Int] = []
	private var hiddenOut = Tensor(0)
	private var o = Tensor(0)

	init() {}

	func draw(_ size: Int, of total: Int) {
		if ids.count < size {
			ids = Array(0..<total)
			ids.shuffle(using: &random)
		}
		batches = Array(ids[0..<size])
		ids.removeSubrange(0..<size)
	}

	func forward(_ features: Tensor, _ w: Parameters) {
		hiddenOut = tanh(features.matmul(w["W1"].transposed()) + w["b1"])
		o = hiddenOut.matmul(w["W2"].transposed()) + w["b2"]
		y = sigmoid(o)
	}

	func evaluate(_ wanted: Tensor) {
		loss = 0
		for q in 0..<wanted.count {
			loss += max(o[q], 0) - o[q] * wanted[q] + log1p(exp(-abs(o[q])))
		}
		loss /= Double(wanted.count)
	}

	func decide() {
		for q in 0..<y.count { y[q] = y[q] >= 0.5 ? 1 : 0 }
	}

	func backward(_ features: Tensor, _ wanted: Tensor, _ w: Parameters) {
		let gOut = (y - wanted) / Double(wanted.count)
		let dh = gOut.matmul(w["W2"])
		let errHidden = dh * (1 - hiddenOut * hiddenOut)
		gradients = [
			"W1": errHidden.transposed().matmul(features),
			"b1": errHidden.sum(axis: 0),
			"W2": gOut.transposed().matmul(hiddenOut),
			"b2": gOut.sum(axis: 0),
		]
	}

	func fit(_ examples: TrainingData, _ params: inout Parameters, report: (Perceptron, Parameters) -> Void) {
		for _ in 0..<examples.steps {
			draw(examples.batchSize, of: examples["x"].shape[0])
			let features = examples["x"][rows: batches]
			let wanted = examples["target"][rows: batches]
			forward(features, params)
			evaluate(wanted)
			backward(features, wanted, params)
			decide()
			for name in ["W1", "b1", "W2", "b2"] {
				params[name] -= learningRate * gradients[name]
			}
			report(self, params)
		}
	}
}
