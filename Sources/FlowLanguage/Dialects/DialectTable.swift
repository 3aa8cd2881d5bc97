/// What functions, methods and constants of other libraries are here: the one table.
///
/// A row: who has it, its names and arguments in their order, and the same in the language's own form, where `*` is
/// the name. `.` are methods, `py` what is bare in Python; `leaf` makes a bare definition a leaf, `param` a
/// parameter. Of the arguments, `a` is an operand, `a:1` one of rank 1 (`:first` has length 1 on its first axis),
/// `a?` one that may be missing (`a?1` is 1 then), `[a]` a list of them, `n#` a number, `s##` whole numbers, `s#1` one
/// of them, `t$` a string, `axis=` an option that is left out where it is missing, `ddof=0` one that is always
/// written, `k==0` must be that (`k==0?` or missing), `out!` must be missing, `x~` changes nothing, `t%` is a type of
/// numbers with a point, `*s` is all that is left (`*[s]` always as a list), and behind `*` arguments are named. What a
/// module of PyTorch is made with stands behind what it is called with. The first row that fits is meant. `?` shows what
/// the cell may mean, `!` says that it has no counterpart.
enum DialectTable {
  static let text = """
    np math torch .|exp expm1 sqrt sin cos tan sinh cosh tanh log1p floor ceil(x)|*(x)
    np torch .|exp2 log log2 log10 square sign(x)|*(x)
    np torch .|abs absolute(x)|abs(x)
    np math|fabs(x)|abs(x)
    math|log log2 log10(x)|*(x)
    math|log(x, base)|log(x)/log(base)
    math|pow(a, n#)|a**n
    math|pow(a, b)|a**b
    np torch .|round(x)|round(x)
    np torch . math|arcsin asin(x)|asin(x)
    np torch . math|arccos acos(x)|acos(x)
    np torch . math|arctan atan(x)|atan(x)
    np torch . math|arcsinh asinh(x)|asinh(x)
    np torch . math|arccosh acosh(x)|acosh(x)
    np torch . math|arctanh atanh(x)|atanh(x)
    np torch math|arctan2 atan2(a, b)|atan2(a, b)
    torch . math|erf(x)|erf(x)
    torch .|rsqrt reciprocal(x)|*(x)
    np|reciprocal(x)|1/x
    np torch .|negative neg(x)|-x
    torch . F jax.nn|sigmoid relu(x)|*(x)
    F|tanh(x)|tanh(x)
    F jax.nn|relu6 selu silu mish(x)|*(x)
    torch|selu(x)|selu(x)
    F|logsigmoid(x)|logsigmoid(x)
    jax.nn|log_sigmoid(x)|logsigmoid(x)
    jax.nn|swish(x)|silu(x)
    F jax.nn|softplus(x)|softplus(x)
    F|hardtanh(x, low==-1?, high==1?)|hardtanh(x)
    F|elu(x, alpha=)|elu(x, alpha=alpha)
    jax.nn|elu(x, alpha=)|elu(x, alpha=alpha)
    F|leaky_relu(x, negative_slope=)|leaky_relu(x, slope=negative_slope)
    jax.nn|leaky_relu(x, negative_slope=)|leaky_relu(x, slope=negative_slope)
    F|gelu(x, *, approximate=)|gelu(x, approximate=approximate)
    jax.nn|gelu(x, approximate==False)|gelu(x)
    jax.nn|gelu(x, approximate==True?)|gelu(x, approximate="tanh")
    F torch .|softmax log_softmax(x, axis==-1)|*(x)
    F torch .|softmax log_softmax(x, axis#)|*(x, axis=axis)
    F torch .|softmax log_softmax(x)|!PyTorch wants its `dim=`
    nn|Softmax(x, axis#)|softmax(x, axis=axis)
    nn|LogSoftmax(x, axis#)|log_softmax(x, axis=axis)
    py|Softmax SoftMax(x)|softmax(x)
    py nn|ReLU(x)|relu(x)
    py nn|ReLU6(x)|relu6(x)
    py nn|SiLU(x)|silu(x)
    py nn|Mish(x)|mish(x)
    py nn|SELU(x)|selu(x)
    py nn|Sigmoid(x)|sigmoid(x)
    py nn|Softplus(x)|softplus(x)
    nn|Tanh(x)|tanh(x)
    nn|LogSigmoid(x)|logsigmoid(x)
    nn|Hardtanh(x)|hardtanh(x)
    F nn|hardsigmoid Hardsigmoid(x)|relu6(x + 3)/6
    F nn|hardswish Hardswish(x)|x*relu6(x + 3)/6
    F nn|softsign Softsign(x)|x/(1 + abs(x))
    F nn|tanhshrink Tanhshrink(x)|x - tanh(x)
    py nn|GELU(x, *, approximate=)|gelu(x, approximate=approximate)
    py nn|ELU(x, alpha=)|elu(x, alpha=alpha)
    py|LeakyReLU(x)|leaky_relu(x)
    nn|LeakyReLU(x, negative_slope=)|leaky_relu(x, slope=negative_slope)
    nn|Identity(x)|x
    nn|Flatten(x)|reshape(x, [x.shape[0], -1])
    nn|Dropout(x, p=)|dropout(x, p=p)
    nn|LayerNorm(x, n#1, eps=)|layer_norm(x, eps=eps)
    nn|BatchNorm1d(x:2, n#1, eps=)|batch_norm(x, eps=eps)
    nn|MaxPool1d(x, size##, stride=, padding==0?)|max_pool1d(x, size, stride=stride)
    nn|MaxPool2d(x, size##, stride=, padding==0?)|max_pool2d(x, size, stride=stride)
    nn|AvgPool1d(x, size##, stride=, padding==0?)|avg_pool1d(x, size, stride=stride)
    nn|AvgPool2d(x, size##, stride=, padding==0?)|avg_pool2d(x, size, stride=stride)
    py|tr(a)|trace(a)
    jax.nn|softmax log_softmax(x, axis=)|*(x, axis=axis)
    np torch .|add(a, b)|a + b
    np torch .|subtract sub(a, b)|a - b
    np torch .|multiply mul(a, b)|a*b
    np torch .|divide true_divide div(a, b)|a/b
    np|power(a, n#)|pow(a, n)
    np|power(a, b)|pow(a, b)
    torch|pow(a, n#)|pow(a, n)
    torch|pow(a, b)|pow(a, b)
    .|pow(a, n#)|a**n
    .|pow(a, b)|a**b
    np torch|maximum fmax(a, b)|max(a, b)
    np torch|minimum fmin(a, b)|min(a, b)
    np|sum mean prod(a, axis=, dtype~, out!, keepdims=)|*(a, axis=axis, keepdims=keepdims)
    torch .|sum mean prod(a, axis=, keepdims=)|*(a, axis=axis, keepdims=keepdims)
    np|average(a, axis=)|mean(a, axis=axis)
    np|amax max(a, axis=, out!, keepdims=)|max(a, axis=axis, keepdims=keepdims)
    np|amin min(a, axis=, out!, keepdims=)|min(a, axis=axis, keepdims=keepdims)
    torch .|amax(a, axis=, keepdims=)|max(a, axis=axis, keepdims=keepdims)
    torch .|amin(a, axis=, keepdims=)|min(a, axis=axis, keepdims=keepdims)
    torch .|max min(a)|*(a)
    torch .|max min(a, axis#, keepdims=).values|*(a, axis=axis, keepdims=keepdims)
    torch|max min(a, axis#, keepdims=)[0]|*(a, axis=axis, keepdims=keepdims)
    .|max min(a, *, axis#, keepdims=)[0]|*(a, axis=axis, keepdims=keepdims)[0]
    .|max min(a, axis#, keepdims=)[0]|?*(a, axis=axis, keepdims=keepdims);*(a, axis=axis, keepdims=keepdims)[0]
    torch|max min(a, axis#, keepdims=)|?*(a, axis=axis, keepdims=keepdims)
    .|max min(a, *, axis#, keepdims=)|*(a, axis=axis, keepdims=keepdims)
    .|max min(a, axis#, keepdims#)|*(a, axis=axis, keepdims=keepdims)
    .|max min(a, axis#)|?*(a, axis=axis)
    torch .|max min(a, b)|*(a, b)
    np|argmax argmin(a, axis=, out!, keepdims=)|*(a, axis=axis, keepdims=keepdims)
    torch .|argmax argmin(a, axis=, keepdims=)|*(a, axis=axis, keepdims=keepdims)
    torch . jax.nn|logsumexp(a, axis=, keepdims=)|*(a, axis=axis, keepdims=keepdims)
    np|var std(a, axis=, dtype~, out!, ddof=0, keepdims=)|*(a, axis=axis, keepdims=keepdims, ddof=ddof)
    torch .|var std(a, axis=, unbiased==True, keepdims=)|*(a, axis=axis, keepdims=keepdims, ddof=1)
    torch .|var std(a, axis=, unbiased==False, keepdims=)|*(a, axis=axis, keepdims=keepdims, ddof=0)
    torch .|var std(a, axis=, *, correction#, keepdims=)|*(a, axis=axis, keepdims=keepdims, ddof=correction)
    torch|var std(a, axis=, *, keepdims=)|*(a, axis=axis, keepdims=keepdims, ddof=1)
    .|var std(a, axis=, *, ddof#, keepdims=)|*(a, axis=axis, keepdims=keepdims, ddof=ddof)
    .|var std(a, axis=, *, keepdims=)|?*(a, axis=axis, keepdims=keepdims, ddof=1);\
    *(a, axis=axis, keepdims=keepdims, ddof=0)
    np torch|linalg.norm(x:1, ord=, axis=, keepdims=)|norm(x, ord=ord, axis=axis, keepdims=keepdims)
    np torch|linalg.norm(x, ord!, axis=, keepdims=)|norm(x, axis=axis, keepdims=keepdims)
    np torch|linalg.norm(x, ord#, axis#, keepdims=)|norm(x, ord=ord, axis=axis, keepdims=keepdims)
    np torch|linalg.norm(x, ord#, axis!, keepdims=)|!of a matrix it is a norm that `norm` does not have
    np torch|linalg.vector_norm(x, ord=, axis=, keepdims=)|norm(x, ord=ord, axis=axis, keepdims=keepdims)
    torch .|norm(x, p=, axis=, keepdims=)|norm(x, ord=p, axis=axis, keepdims=keepdims)
    np .|cumsum cumprod(a:1)|*(a)
    np .|cumsum cumprod(a, axis!)|*(flatten(a))
    np .|cumsum cumprod(a, axis#, dtype~)|*(a, axis=axis)
    torch|cumsum cumprod(a, axis#)|*(a, axis=axis)
    torch .|logcumsumexp(a:1, axis#)|max(a) + log(cumsum(exp(a - max(a)), axis=axis))
    np torch .|logaddexp(a, b)|a + softplus(b - a)
    np torch .|hypot(a, b)|sqrt(a**2 + b**2)
    torch .|lerp(a, b, weight)|a + weight*(b - a)
    torch .|addmm(c, a, b)|c + a@b
    torch .|dist(a, b)|norm(a - b)
    torch .|gather(a:2, axis==1, index:2)|a[arange(index.shape[0])[:, none], index]
    torch .|gather(a:2, axis==-1, index:2)|a[arange(index.shape[0])[:, none], index]
    np|add.outer(a:1, b:1)|a[:, none] + b
    np|subtract.outer(a:1, b:1)|a[:, none] - b
    np|multiply.outer(a:1, b:1)|outer(a, b)
    np .|dot(a:1, b:1)|dot(a, b)
    np .|dot(a:0, b)|a*b
    np .|dot(a, b:0)|a*b
    np .|dot(a, b:1)|a@b
    np .|dot(a, b:2)|a@b
    torch np|dot vdot(a:1, b:1)|dot(a, b)
    np torch|matmul(a, b)|matmul(a, b)
    .|matmul(a, b)|matmul(a, b)
    torch .|mm bmm(a, b)|matmul(a, b)
    torch .|mv(a, b)|a@b
    np torch|inner(a:1, b:1)|dot(a, b)
    np torch .|outer ger(a:1, b:1)|outer(a, b)
    np torch|cross(a:1, b:1, axis~)|cross(a, b)
    np torch .|trace(a)|trace(a)
    np torch|linalg.inv(a)|inv(a)
    np torch|linalg.det(a)|det(a)
    torch .|inverse(a)|inv(a)
    torch .|det(a)|det(a)
    np torch|linalg.solve(a, b)|solve(a, b)
    np torch|einsum(equation$, a, b?)|einsum(equation, a, b)
    np torch|reshape(a, shape##)|reshape(a, shape)
    .|view reshape(a, n==-1)|flatten(a)
    .|view reshape(a, *[shape])|reshape(a, shape)
    torch .|flatten(a, start_dim==1)|reshape(a, [a.shape[0], -1])
    np torch .|flatten ravel(a)|flatten(a)
    .|contiguous clone copy double float requires_grad_(a)|a
    np|copy(a)|a
    .|astype to type(a, kind%)|a
    np .|transpose(a)|transpose(a)
    np .|transpose(a, axes##)|transpose(a, axes=axes)
    torch .|transpose swapaxes(a:2, i==1, j==0)|a.T
    torch .|transpose swapaxes(a:2, i==-2, j==-1)|a.T
    torch .|transpose swapaxes(a:2, i==-1, j==-2)|a.T
    torch|transpose swapaxes(a:2, i==0, j==1)|a.T
    .|transpose(a:2, i#, j#)|?a.T;a
    np torch .|swapaxes(a, i#, j#)|transpose(a, axes=swapped(a, i, j))
    torch .|transpose(a, i#, j#)|transpose(a, axes=swapped(a, i, j))
    .|transpose(a, i#, j#, k#)|transpose(a, axes=[i, j, k])
    torch .|t(a:2)|a.T
    torch|permute(a, axes##)|transpose(a, axes=axes)
    .|permute(a, *[axes])|transpose(a, axes=axes)
    np torch|concatenate concat cat([a], axis=)|concat(a, axis=axis)
    np torch|stack([a], axis=)|stack(a, axis=axis)
    np torch|vstack([a:1])|stack(a)
    np torch|vstack([a])|concat(a, axis=0)
    np torch|hstack([a:1])|concat(a)
    np torch|hstack([a])|concat(a, axis=1)
    np torch|column_stack([a:1])|stack(a, axis=1)
    np|append(a:1, b:1)|concat(a, b)
    np|expand_dims(a, axis==0)|a[none]
    np|expand_dims(a, axis==1)|a[:, none]
    np|expand_dims(a, axis==-1)|a[..., none]
    torch .|unsqueeze(a, axis==0)|a[none]
    torch .|unsqueeze(a, axis==1)|a[:, none]
    torch .|unsqueeze(a, axis==-1)|a[..., none]
    np torch .|squeeze(a:first, axis==0)|a[0]
    np torch .|squeeze(a:second, axis==1)|a[:, 0]
    np torch .|squeeze(a:last, axis==-1)|a[..., 0]
    np torch .|squeeze(a:onlyfirst)|a[0]
    np torch .|squeeze(a:onlysecond)|a[:, 0]
    np torch .|squeeze(a:onlylast)|a[..., 0]
    np|flip(a:1)|flip(a, axis=0)
    np|flip(a:2)|flip(a, axis=[0, 1])
    np|flip(a, axis##)|flip(a, axis=axis)
    torch|flip(a, axis##)|flip(a, axis=axis)
    .|flip(a, *axis)|flip(a, axis=axis)
    np torch|repeat repeat_interleave(a:1, n#)|repeat(a, n)
    np torch|repeat repeat_interleave(a, n#, axis#)|repeat(a, n, axis=axis)
    np torch|repeat repeat_interleave(a, n#)|repeat(flatten(a), n)
    .|repeat(a, *n)|!NumPy's repeats entries, and PyTorch's repeats the whole
    np torch|tile(a:1, n==2)|concat(a, a)
    np torch|tile(a:1, n==3)|concat(a, a, a)
    np torch .|tril triu diag(a)|*(a)
    np torch|where(c, a, b)|where(c, a, b)
    .|where(a, c, b)|where(c, a, b)
    .|masked_fill(a, c, b)|where(c, b, a)
    np|clip(a, a_min?, a_max?)|clip(a, low=a_min, high=a_max)
    np torch .|clip clamp(a, min?, max?)|clip(a, low=min, high=max)
    torch .|clamp_min(a, min)|clip(a, low=min)
    torch .|clamp_max(a, max)|clip(a, high=max)
    torch .|detach(a)|detach(a)
    .|item numpy tolist(a)|!a value stays a node here
    F nn|mse_loss MSELoss(input, target, *, reduction=='mean'?)|mse(input, target)
    F nn|mse_loss MSELoss(input, target, *, reduction=='sum')|sum((input - target)**2)
    F nn|mse_loss MSELoss(input, target, *, reduction=='none')|(input - target)**2
    F nn|l1_loss L1Loss(input, target, *, reduction=='mean'?)|l1(input, target)
    F nn|l1_loss L1Loss(input, target, *, reduction=='sum')|sum(abs(input - target))
    F nn|smooth_l1_loss SmoothL1Loss(input, target, *, reduction=='mean'?, beta==1?)|huber(input, target)
    F nn|huber_loss HuberLoss(input, target, *, reduction=='mean'?, delta=)|huber(input, target, delta=delta)
    F nn|cross_entropy CrossEntropyLoss(input:1, target, *, reduction=='mean'?)|cross_entropy(input, target)
    F nn|cross_entropy CrossEntropyLoss(input:2, target, *, reduction=='mean'?)|cross_entropy(input, target)
    F nn|cross_entropy CrossEntropyLoss(input:2, target, *, reduction=='sum')|\
    input.shape[0]*cross_entropy(input, target)
    F nn|nll_loss NLLLoss(input, target, *, reduction=='mean'?)|nll(input, target)
    F nn|binary_cross_entropy BCELoss(input, target, *, reduction=='mean'?)|bce(input, target)
    F nn|binary_cross_entropy_with_logits BCEWithLogitsLoss(input, target, *, reduction=='mean'?)|\
    bce_with_logits(input, target)
    F nn|kl_div KLDivLoss(input, target, *, reduction=='mean'?)|mean(target*(log(target) - input))
    F nn|kl_div KLDivLoss(input, target, *, reduction=='sum')|sum(target*(log(target) - input))
    F nn|kl_div KLDivLoss(input, target, *, reduction=='batchmean')|sum(target*(log(target) - input))/input.shape[0]
    F nn|triplet_margin_loss TripletMarginLoss(a:1, p:1, n:1, margin?1)|\
    max(0, norm(a - p + 1e-6) - norm(a - n + 1e-6) + margin)
    F nn|poisson_nll_loss PoissonNLLLoss(input, target, *, log_input==True?)|mean(exp(input) - target*input)
    F nn|gaussian_nll_loss GaussianNLLLoss(input, target, var)|\
    mean(log(max(var, 1e-6)) + (input - target)**2/max(var, 1e-6))/2
    F|embedding(input, weight)|embedding(weight, input)
    F jax.nn|one_hot(ids, num_classes#)|one_hot(ids, num_classes)
    F|dropout(x, p=, training==True?)|dropout(x, p=p)
    F|layer_norm(x, n#1, weight?, bias?, eps=)|layer_norm(x, gain=weight, bias=bias, eps=eps)
    F|rms_norm(x, n#1, weight?, eps#)|rms_norm(x, gain=weight, eps=eps)
    F|rms_norm(x, n#1, weight?)|!PyTorch's `eps` depends on the kind of numbers, so it must be given
    F|batch_norm(x, m!, v!, weight?, bias?, training==True, momentum~, eps=)|\
    batch_norm(x, gain=weight, bias=bias, eps=eps)
    F|scaled_dot_product_attention(q:2, k:2, v:2, *, attn_mask!, dropout_p==0?, is_causal==False?)|\
    softmax(q@k.T/sqrt(q.shape[1]), axis=-1)@v
    F|scaled_dot_product_attention(q:2, k:2, v:2, *, attn_mask!, dropout_p==0?, is_causal==True)|\
    softmax(where(tril(ones([q.shape[0], k.shape[0]])), q@k.T/sqrt(q.shape[1]), -inf), axis=-1)@v
    F|normalize(x, p==2?, axis=1)|x/max(norm(x, axis=axis, keepdims=1), 1e-12)
    F|cosine_similarity(a:1, b:1, axis#)|dot(a, b)/max(norm(a)*norm(b), 1e-8)
    F|linear(input, weight, bias?)|linear(input, weight, bias)
    F|conv1d conv2d(input, weight, bias?, stride=, padding=)|\
    *(input, weight, bias, stride=stride, padding=padding)
    F|max_pool1d max_pool2d avg_pool1d avg_pool2d(input, kernel_size##, stride=, padding==0?)|\
    *(input, kernel_size, stride=stride)
    np torch|zeros_like ones_like(a)|*(a)
    leaf np|array asarray(data)|data
    leaf torch|tensor as_tensor from_numpy(data)|data
    leaf torch|Tensor FloatTensor(data:1)|data
    leaf torch|Tensor FloatTensor(data:2)|data
    param py|Value(data, label~)|data
    param nn|Parameter(data)|data
    param torch|autograd.Variable(data)|data
    leaf np|zeros ones(shape##)|*(shape)
    leaf torch|zeros ones(*shape)|*(shape)
    leaf np torch|full(shape##, fill_value)|full(shape, fill_value)
    leaf np torch|eye identity(n#)|eye(n)
    leaf np torch|arange(stop#)|arange(stop)
    leaf np torch|arange(start#, stop#)|arange(start, stop)
    leaf np torch|arange(start#, stop#, step#)|arange(start, stop, step=step)
    leaf np|linspace(start#, stop#, num#)|linspace(start, stop, num)
    leaf torch|linspace(start#, stop#, steps#)|linspace(start, stop, steps)
    leaf np|random.randn(*shape)|normal(shape)
    leaf torch|randn(*shape)|normal(shape)
    leaf np|random.rand(*shape)|uniform(shape)
    leaf torch|rand(*shape)|uniform(shape)
    leaf np|random.random random.random_sample(size##)|uniform(size)
    leaf np|random.standard_normal(size##)|normal(size)
    leaf np|random.normal(loc=, scale=, size##)|normal(size, mean=loc, std=scale)
    leaf np|random.uniform(low=, high=, size##)|uniform(size, low=low, high=high)
    leaf torch|normal(mean=, std=, size##)|normal(size, mean=mean, std=std)
    leaf py|randn(*shape)|normal(shape)
    leaf py|rand(*shape)|uniform(shape)
    leaf py|range(stop#)|arange(stop)
    leaf py|range(start#, stop#)|arange(start, stop)
    py|len(a)|a.shape[0]
    py|float(x=='-inf')|-inf
    py|float(x=='inf')|inf
    py|float(x)|x
    """
}
