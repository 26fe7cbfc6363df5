import GradusKit

struct Dense: Layer {
    var W = Tensor(0)
    var b = Tensor(0)

    var dW = Tensor(0)
    var db = Tensor(0)

    private var lastInput = Tensor(0)

    /// y = x Wᵀ + b
    mutating func forward(_ x: Tensor) -> Tensor {
        lastInput = x
        let batchSize = x.shape[0]
        let inputs = W.shape[1]
        let outputs = W.shape[0]
        var y = Tensor(repeating: 0, shape: [batchSize, outputs])
        for n in 0..<batchSize {
            for o in 0..<outputs {
                var sum = b[o]
                for i in 0..<inputs {
                    sum += x[[n, i]] * W[[o, i]]
                }
                y[[n, o]] = sum
            }
        }
        return y
    }

    mutating func backward(_ dy: Tensor) -> Tensor {
        let batchSize = dy.shape[0]
        let inputs = W.shape[1]
        let outputs = W.shape[0]
        dW = Tensor(repeating: 0, shape: [outputs, inputs])
        db = Tensor(repeating: 0, shape: [outputs])
        var dx = Tensor(repeating: 0, shape: [batchSize, inputs])
        for n in 0..<batchSize {
            for o in 0..<outputs {
                db[o] += dy[[n, o]]
                for i in 0..<inputs {
                    dW[[o, i]] += dy[[n, o]] * lastInput[[n, i]] / Double(batchSize)
                    dx[[n, i]] += dy[[n, o]] * W[[o, i]]
                }
            }
        }
        return dx
    }
}
