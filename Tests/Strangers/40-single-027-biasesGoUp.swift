import GradusKit

struct Perceptron: Trainer {
	@Setting var learningRate = 0.01

	var batches: [Int] = []
	var y = Tensor(0)
	var loss = 0.0
	var gradients: Parameters = 0

	mutating func fit(_ dataset: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
		let xs = dataset["x"]
		let tAll = dataset["target"]
		let examples = xs.shape[0]
		let inputs = xs.shape[1]
		let hidden = weights["W1"].shape[0]
		let size = dataset.batchSize

		var generator = SeededGenerator(seed: 42)
		var perm: [Int] = []
		var start = 0

		for _ in 1...dataset.steps {
			if perm.isEmpty || start + size > examples {
				perm = Array(0..<examples)
				perm.shuffle(using: &generator)
				start = 0
			}
			batches = []
			for kk in 0..<size { batches.append(perm[start + kk]) }
			start += size

			let W1 = weights["W1"]
			let b1 = weights["b1"]
			let W2 = weights["W2"]
			let b2 = weights["b2"]

			var dW1 = Tensor.zeros(like: W1)
			var gradB1 = Tensor.zeros(like: b1)
			var gW2 = Tensor.zeros(like: W2)
			var db2 = Tensor.zeros(like: b2)
			y = Tensor(repeating: 0, shape: [size, 1])
			loss = 0

			for kk in 0..<size {
				let who = batches[kk]
				// There.
				var H = [Double](repeating: 0, count: hidden)
				var logits = b2[0]
				for j in 0..<hidden {
					var pre = b1[j]
					for i in 0..<inputs {
						pre += W1[j, i] * xs[who, i]
					}
					H[j] = tanh(pre)
					logits += W2[0, j] * H[j]
				}
				let t = tAll[who]
				let prob = 1 / (1 + exp(-logits))
				y[kk] = prob
				loss += max(logits, 0) - logits * t + log1p(exp(-abs(logits)))

				// And back.
				let delta2 = (prob - t) / Double(size)
				db2[0] += delta2
				for j in 0..<hidden {
					gW2[0, j] += delta2 * H[j]
					let gHidden = delta2 * W2[0, j] * (1 - H[j] * H[j])
					gradB1[j] += gHidden
					for i in 0..<inputs {
						dW1[j, i] += gHidden * xs[who, i]
					}
				}
			}
			loss /= Double(size)

			gradients = ["W1": dW1, "b1": gradB1, "W2": gW2, "b2": db2]
			weights["W1"] = W1 - learningRate * dW1
			weights["b1"] = b1 + learningRate * gradB1
			weights["W2"] = W2 - learningRate * gW2
			weights["b2"] = b2 + learningRate * db2
			report(self, weights)
		}
	}
}
