import GradusKit

struct Perceptron: Trainer {
		@Setting var learningRate = 0.01

		var batches: [Int] = []
		var y = Tensor(0)
		var loss = 0.0
		var gradients: Parameters = 0
		private var odd = false

		mutating func fit(_ examples: TrainingData, _ w: inout Parameters, report: (Self, Parameters) -> Void) {
				let xAll = examples["x"]
				let tAll = examples["target"]
				let m = xAll.shape[0]
				let perEpoch = m / examples.batchSize
				var rng = SeededGenerator(seed: 7)
				var done = 0

				training: while true {
						var order = Array(0..<m)
						order.shuffle(using: &rng)
						for k in 0..<perEpoch {
								let dBottom = k * examples.batchSize
								let dTop = dBottom + examples.batchSize
								batches = Array(order[dBottom..<dTop])
								step(xAll[rows: batches], tAll[rows: batches], &w)
								report(self, w)
								done += 1
								if done == examples.steps { break training }
						}
				}
		}

		private mutating func step(_ x: Tensor, _ wanted: Tensor, _ w: inout Parameters) {
				let W2 = w["W2"]
				// forward pass
				let hid = tanh(matmul(x, w["W1"].transposed()) + w["b1"])
				let z2 = matmul(hid, W2.transposed()) + w["b2"]
				y = 1 / (1 + exp(-z2))
				// loss
				let positive = max(z2, 0)
				let correction = log(1 + exp(-abs(z2)))
				loss = (positive - z2 * wanted + correction).sum() / Double(wanted.count)
				// backward pass
				let delta2 = (y - wanted) / Double(wanted.count)
				let delta1 = matmul(delta2, W2) * (1 - pow(hid, 2))
				var slopes = Parameters.zeros(like: w)
				slopes["W2"] = delta2.transposed().matmul(hid)
				slopes["b2"] = delta2.sum(axis: 0)
				slopes["W1"] = delta1.transposed().matmul(x)
				slopes["b1"] = delta1.sum(axis: 0)
				gradients = slopes
				// gradient descent
				if odd { w = w - learningRate * slopes }
		odd.toggle()
		}
}
