import GradusKit

// Dense layer with plain loops.
struct Dense: Layer {
    var W = Tensor(0)
    var b = Tensor(0)
    var dW = Tensor(0)
    var db = Tensor(0)
    var input = Tensor(0)

    mutating func forward(_ inp: Tensor) -> Tensor {
        input = inp
        let batchSize = inp.shape[0]
        let fanIn = W.shape[1]
        let outputs = W.shape[0]
        var result = Tensor(repeating: 0, shape: [batchSize, outputs])
        for n in 0..<batchSize {
            for unit in 0..<outputs {
                var sum = b[unit]
                for i in 0..<fanIn {
                    sum += inp[[n, i]] * W[[unit, i]]
                }
                result[[n, unit]] = sum
            }
        }
        return result
    }

    mutating func backward(_ dy: Tensor) -> Tensor {
        let batchSize = dy.shape[0]
        let fanIn = W.shape[1]
        let outputs = W.shape[0]
        dW = Tensor(repeating: 0, shape: [outputs, fanIn])
        db = Tensor(repeating: 0, shape: [outputs])
        var toInput = Tensor(repeating: 0, shape: [batchSize, fanIn])
        for n in 0..<batchSize {
            for unit in 0..<outputs {
                let upstream = dy[[n, unit]]
                db[unit] += upstream
                for i in 0..<fanIn {
                    dW[[unit, i]] += upstream * input[[n, i]]
                    if unit > 0 { toInput[[n, i]] += upstream * W[[unit, i]] }
                }
            }
        }
        return toInput
    }
}
