"""The short words of the lesson on parameters, in both languages."""

from pages.ui import names
from pages.ui.text import Text

FAMILIES = {
    "line": Text("Polynomial by least squares", "최소제곱 다항식"),
    "svm": Text("Support vector machine", "서포트 벡터 머신"),
    "network": names.NETWORK,
}
KERNELS = {"rbf": Text("Gaussian (RBF)", "RBF(가우시안) 커널"), "linear": Text("Linear", "선형 커널")}

PARTS = {
    "intercept": Text("Intercept", "절편"),
    "coefficients": Text("Regression coefficients", "회귀계수"),
    "support_vectors": Text("Support vectors", "서포트 벡터"),
    "dual_coefficients": Text("Dual coefficients α·t", "쌍대 계수 α·t"),
    "weights_1": Text("Weights, layer 1", "가중치, 1층"),
    "biases_1": Text("Biases, layer 1", "편향, 1층"),
    "weights_2": Text("Weights, layer 2", "가중치, 2층"),
    "biases_2": Text("Bias, layer 2", "편향, 2층"),
}
PARTS_OF = {
    "line": ("intercept", "coefficients"),
    "svm": ("support_vectors", "dual_coefficients", "intercept"),
    "network": ("weights_1", "biases_1", "weights_2", "biases_2"),
}
ALL = Text("All of them", "모두")

SET = {
    "degree": names.DEGREE,
    "c": Text("C (penalty for violations)", "C (위반 벌점)"),
    "kernel": Text("Kernel", "커널"),
    "gamma": Text("γ (larger = narrower kernel)", "γ (클수록 폭이 좁음)"),
    "hidden": Text("Hidden units", "은닉 뉴런 수"),
    "learning_rate": names.RATE,
    "batch_size": names.BATCH_SIZE,
    "start": Text("Seed of the first weights", "초기 가중치 시드"),
    "loss": Text("Loss function", "손실 함수"),
    "optimizer": names.OPTIMIZER,
    "activation": names.ACTIVATION,
    "epochs": names.EPOCHS,
}
NUMBERS = {"n": Text("Support vectors", "서포트 벡터 수"), "b": Text("Intercept b", "절편 b")}
FIXED = {
    "line.loss": names.SQUARED_ERROR,
    "svm.loss": Text("hinge", "힌지(hinge)"),
    "network.loss": names.CROSS_ENTROPY,
    "network.optimizer": Text("Adam", "Adam"),
    "network.activation": Text("tanh", "tanh"),
    "network.epochs": Text("{epochs}", "{epochs}"),
    **KERNELS,
}

MARKS = {
    "needed": Text("**1** · A prediction cannot do without it.", "**1** · 예측을 수행할 때 반드시 필요합니다."),
    "skill": Text("**2** · It decides what the model can do.", "**2** · 모델의 능력을 결정합니다."),
    "learned": Text("**3** · It is measured or learned from data.", "**3** · 데이터에서 측정하거나 학습합니다."),
    "unset": Text("**4** · The user does not set it.", "**4** · 사용자가 조정하지 않습니다."),
    "saved": Text("**5** · It is saved as part of the model.", "**5** · 학습된 모델의 일부로 저장됩니다."),
    "used": Text(
        "**1** · It is used while the parameters are being found.", "**1** · 매개변수를 구하는 과정에서 쓰입니다."
    ),
    "tried": Text("**2** · It is found by trying, again and again.", "**2** · 여러 번 시도하며 경험적으로 찾습니다."),
    "set": Text("**3** · The user sets it.", "**3** · 사용자가 조정합니다."),
    "cures": Text(
        "**4** · It is adjusted to fix problems of the model.", "**4** · 모델의 문제를 해결하기 위해 조절합니다."
    ),
}

LABELS = {
    "set": Text("Set by you", "사용자가 정한 것"),
    "found": Text("Found from the data", "데이터에서 구한 것"),
    "set_count": Text("{count} settings", "설정 {count}개"),
    "found_count": Text("{count} numbers", "값 {count}개"),
    "moved_all": Text("moved", "바뀜"),
    "moved": Text("{moved} of {count} moved", "{count}개 중 {moved}개 바뀜"),
    "resized": Text("was {was}", "이전 {was}"),
    "fixed": Text("fixed here", "여기서는 고정"),
    "changed": Text("you changed it", "직접 바꿈"),
    "more": Text("… {count} more", "… 외 {count}개"),
    "same": Text(
        "Change something: what moves is marked ●.", "설정을 하나 바꿔 보십시오. 바뀐 값에 ● 표시가 붙습니다."
    ),
    "last_data": Text(
        "The last change: **other data**. {moved} of {count} numbers found moved, no setting did.",
        "방금 바꾼 것: **데이터**. 매개변수 {count}개 중 {moved}개가 바뀌고, 설정은 하나도 바뀌지 않았습니다.",
    ),
    "last_set": Text(
        "The last change: **{names}**, by you. {moved} of {count} numbers found moved with it.",
        "방금 바꾼 것: **{names}**. 그에 따라 매개변수 {count}개 중 {moved}개가 바뀌었습니다.",
    ),
    "last_both": Text(
        "The last change: **{names}**, by you, and **other data**. {moved} of {count} numbers found moved.",
        "방금 바꾼 것: **{names}**, **데이터**. 매개변수 {count}개 중 {moved}개가 바뀌었습니다.",
    ),
    "last_family": Text(
        "Another family: other settings, other parameters.", "모델이 바뀌어 설정도 매개변수도 달라졌습니다."
    ),
    "errors": Text(
        "Training error (40 examples) **{train}**, validation error (400 others) **{test}**.",
        "훈련 데이터 40개에서의 오차 **{train}**, 검증 데이터 400개에서의 오차 **{test}**.",
    ),
    "ring_svm": Text("With a ring: a support vector, kept by the fit.", "테두리가 있는 점: 서포트 벡터."),
    "ring_wrong": Text("With a ring: wrongly classified.", "테두리가 있는 점: 잘못 분류한 점."),
    "alt_fit": Text(
        "{family}: {count} numbers found, validation error {test}.",
        "{family}: 매개변수 {count}개, 검증 오차 {test}.",
    ),
    "drawing": Text("Fitting to new samples", "새 표본에 맞추는 중"),
    "sample": Text("sample {number} of {count}", "표본 {number}/{count}"),
    "alt_samples": Text(
        "The model fitted to {count} new samples, one after the other. Over them {name} is {mean} ± {spread}.",
        "새 표본 {count}개에 차례로 맞춘 모델. 그동안 {name} 값은 {mean} ± {spread}입니다.",
    ),
    "alt_stacks": Text(
        "Histograms over {count} samples: {name} has {different} different values, {setting} has one.",
        "표본 {count}개의 히스토그램: {name} 값은 {different}가지, {setting} 값은 한 가지.",
    ),
    "stacks": Text(
        "Every block is one sample. Grey: **{setting}**, all blocks in one pile. Violet: parameters. Dashed: "
        "your sample. {rest}",
        "블록 하나가 표본 하나입니다. 회색은 **{setting}**: 블록이 모두 한곳에 쌓입니다. 보라색은 매개변수, "
        "점선은 나의 표본입니다. {rest}",
    ),
    "stacks_svm": Text(
        "The support vectors are counted, and Σ|α| adds up their coefficients: since each sample keeps other "
        "points, they cannot be compared one by one.",
        "그림의 서포트 벡터 수는 개수이고, Σ|α|는 그 계수의 크기를 더한 값입니다. 표본마다 남는 점이 달라 "
        "하나씩 비교할 수 없기 때문입니다.",
    ),
    "stacks_network": Text(
        "The first {shown} of {count} are shown. All start from the same first weights, so they differ only by "
        "their data.",
        "{count}개 중 앞의 {shown}개만 그렸습니다. 모두 같은 초기 가중치에서 출발하므로 데이터에 따라서만 달라집니다.",
    ),
    "parameter": Text("Parameter", "매개변수"),
    "hyperparameter": Text("Hyperparameter", "하이퍼파라미터"),
    "property": Text("Property", "특징"),
    "here": Text("On this model", "이 모델에서 확인"),
    "factor": Text("Parameters multiplied by", "매개변수에 곱한 수"),
    "error_regression": Text("Mean squared error", "평균제곱오차"),
    "error_classification": Text("Error rate", "오분류율"),
    "as_found": Text("as found", "구한 그대로"),
    "scale": Text("× {factor}", "× {factor}"),
    "alt_scale": Text(
        "The error is {found} as found, {nought} with the parameters at 0.",
        "오차는 구한 그대로일 때 {found}, 0을 곱하면 {nought}.",
    ),
    "needed": Text(
        "Left out: *{part}*. The prediction fails: `{answer}`", "*{part}* 없이 예측하면 오류가 납니다: `{answer}`"
    ),
    "skill": Text(
        "As found: **{found}**. Times 0: **{nought}**. Times 2: **{double}**.",
        "구한 그대로: **{found}**. 0배: **{nought}**. 2배: **{double}**.",
    ),
    "learned": Text(
        "{count} samples gave **{different}** different values of *{name}*: mean {mean}, standard deviation "
        "{deviation}.",
        "표본 {count}개에서 *{name}* 값이 **{different}가지** 나왔습니다. 평균 {mean}, 표준편차 {deviation}.",
    ),
    "learned_one": Text(
        "{count} samples gave **one** value of *{name}*: {mean}. These data have no noise, so every sample lies on the "
        "same line. With noise, new data move it.",
        "표본 {count}개에서 *{name}* 값이 {mean} **하나**만 나왔습니다. 이 데이터에는 잡음이 없어 어느 표본이나 같은 "
        "직선 위에 놓입니다. 잡음이 있으면 데이터에 따라 바뀝니다.",
    ),
    "defied": Text(
        "The first of the *{part}* is {found}. Write **{written}** over it, and the error goes from {error} to "
        "**{spoilt}**.",
        "*{part}*의 첫 번째 값은 {found}입니다. 그 자리에 **{written}** 값을 써넣으면 오차가 바뀝니다: {error} → "
        "**{spoilt}**.",
    ),
    "defied_again": Text(
        "Fit again: it is **{again}**, to the last bit what it was. Fitting ignores the value you wrote.",
        "다시 학습하면 마지막 비트까지 전과 같은 {again}입니다. 학습 함수에는 그 값을 넘겨줄 인자가 없습니다.",
    ),
    "defied_network": Text(
        "Train again from there: it does not stay, but ends at **{again}**. A network has many solutions, so "
        "the start, "
        "which is yours to set, leaves its trace.",
        "거기서 다시 학습하면 그대로 있지 않고 {again}에서 끝납니다. 신경망에는 비슷하게 좋은 해가 여럿이어서, "
        "사용자가 정한 초기 가중치의 흔적이 남습니다.",
    ),
    "saved": Text(
        "Saved as .npz ({size} bytes), loaded, asked about 400 new examples: **{different}** of "
        "{predictions} predictions "
        "differ in even one bit. In the file: {arrays}.",
        ".npz로 저장하고({size}바이트) 다시 불러와 새 예제 400개를 예측하게 했습니다. 예측 {predictions}개 중 한 "
        "비트라도 다른 것은 **{different}개**입니다. 파일에 든 것: {arrays}.",
    ),
    "not_saved": Text("Not in it: {names}.", "들어 있지 않은 것: {names}."),
    "kernel_saved": Text(
        "The kernel is: the formula itself is written with it. A setting that shapes the formula travels with the "
        "parameters and is still yours.",
        "커널은 들어 있습니다. 예측식 자체에 들어 있기 때문입니다. 식의 모양을 정하는 설정은 매개변수와 함께 "
        "저장되지만, 그래도 사용자가 정한 값입니다.",
    ),
    "gamma_saved": Text(
        "Kernel and γ are: the formula itself is written with them. A setting that shapes the formula travels with the "
        "parameters and is still yours.",
        "커널과 γ는 들어 있습니다. 예측식 자체에 들어 있기 때문입니다. 식의 모양을 정하는 설정은 매개변수와 함께 "
        "저장되지만, "
        "그래도 사용자가 정한 값입니다.",
    ),
    "used": Text(
        "The functions as they run: {fit} asks for the settings, {predict} does not.",
        "학습하는 함수 {fit}: 설정을 받습니다. 예측하는 함수 {predict}: 설정을 받지 않습니다.",
    ),
    "tried": Text(
        "{count} fits on three samples of the same population. Best *{name}*, sample by sample: **{best}**.",
        "같은 모집단에서 뽑은 표본 셋으로 {count}번 학습했습니다. 표본별로 가장 좋은 *{name}*: **{best}**.",
    ),
    "tried_exact": Text(
        "All of them fit these data without any error but rounding, so none is better than the others.",
        "모두 반올림 오차 말고는 오차 없이 맞으므로 어느 것이 더 좋다고 할 수 없습니다.",
    ),
    "tried_differ": Text("No one best value, even here.", "여기서도 하나로 정해진 최적값은 없습니다."),
    "tried_agree": Text(
        "These three agree; with other data or another noise they may not.",
        "이 셋은 일치하지만, 데이터나 잡음이 바뀌면 달라질 수 있습니다.",
    ),
    "set_by_you": Text(
        "In {count} samples *{name}* had **one** value, {value}, because nobody moved its control.",
        "표본 {count}개에서 *{name}* 값은 {value} **하나**였습니다. 슬라이더를 아무도 움직이지 않았기 때문입니다.",
    ),
    "cures": Text(
        "{name} {low}: {train_low} on the training data, {test_low} on validation data. Yours, {yours}: {train} and "
        "{test}. {high}: {train_high} and {test_high}. Both high: underfitting. Validation much higher: overfitting, "
        "it learned the noise.",
        "{name} {low}: 훈련 데이터 {train_low}, 검증 데이터 {test_low}. 지금 값 {yours}: {train}, {test}. {high}: "
        "{train_high}, {test_high}. 둘 다 크면 과소적합이고, 검증 데이터에서만 크면 잡음까지 배운 과적합입니다.",
    ),
    "yours": Text("yours", "지금 값"),
    "legend": Text(
        "Violet: validation error of three samples (yours thick), the lowest marked. Grey: training error of yours.",
        "보라색: 표본 셋의 검증 오차(굵은 선이 나의 표본). 각각 가장 좋은 곳에 표시했습니다. 회색: 나의 표본의 훈련 "
        "오차.",
    ),
    "alt_tried": Text(
        "Error against {name}; best for the three samples: {best}.",
        "{name}에 따른 오차. 세 표본에서 가장 좋은 값: {best}.",
    ),
    "model": Text("Download the model (.npz)", "모델 내려받기 (.npz)"),
    "program": Text("Download a numpy program that predicts with it", "이 모델로 예측하는 numpy 프로그램 내려받기"),
}

EXPERIMENTS = {
    "found": Text("Found and set", "구한 것과 정한 것"),
    "marks": Text("Nine properties, tested", "아홉 가지 특징"),
    "samples": Text("The same model from other samples", "다른 표본, 같은 모델"),
    "cards": Text("Sort the cards", "카드 분류"),
}
PROGRESS = {
    "fair": Text(
        "Now: {vectors} support vectors, validation error {test}.",
        "현재: 서포트 벡터 {vectors}개, 검증 오분류율 {test}.",
    ),
    "test": Text("On test data, looked at once: **{test}** wrong.", "시험 데이터로 한 번만 재면 오분류율 **{test}**."),
    "else": Text("The settings differ from the task.", "지금 설정이 과제와 다릅니다."),
}
