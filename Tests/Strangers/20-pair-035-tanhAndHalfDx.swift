import GradusKit

struct Dense: Layer {
    var W = Tensor(0)
    var b = Tensor(0)
    var dW = Tensor(0)
    var db = Tensor(0)
    private var xT = Tensor(0)

    mutating func forward(_ cached: Tensor) -> Tensor {
        xT = cached.transposed()
        let bias = b.reshaped(b.count, 1)
        let yT = tanh(W.matmul(xT) + bias)
        return yT.transposed()
    }

    mutating func backward(_ gradOut: Tensor) -> Tensor {
        let gT = gradOut.transposed()
        let xRows = xT.transposed()
        dW = gT.matmul(xRows)
        db = gT.sum(axis: 1)
        let dxT = W.transposed().matmul(gT)
        return dxT.transposed() / 2
    }
}
