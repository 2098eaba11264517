{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/reviews">Reviews</a></p>
<h1>{{TRACK}}</h1>
<p>{{#KNOWN_GUIDE}}Of <a href="{{GUIDE_PATH}}">{{GUIDE_TITLE}}</a>{{/KNOWN_GUIDE}}{{#UNKNOWN_GUIDE}}Of a guide that has not come here yet{{/UNKNOWN_GUIDE}}{{#LATER_ROUND}}, round {{ROUND}}{{/LATER_ROUND}}{{#DUE}}, due on {{DAY}} (<a href="{{CALENDAR_PATH}}">put it into your calendar</a>){{/DUE}}</p>
<p class="badge">{{STATE}}</p>
{{>WAY}}
<p class="quiet">{{BY}} ({{BY_HOST}}) asks {{TARGET}} ({{TARGET_HOST}}), <time datetime="{{DATETIME}}">{{TIME}}</time></p>
{{#WITH_NOTE}}<div class="difference"><p>{{NOTE}}</p></div>{{/WITH_NOTE}}
{{#ANSWER}}<div class="card">
<p><strong>{{WORDS}}</strong>{{#FROM}}, from {{DAY}}{{/FROM}}</p>
{{#WITH_REASON}}<p>{{REASON}}</p>{{/WITH_REASON}}
{{#SUGGESTED}}<p>Suggests to ask {{#MET}}{{PERSON}}{{/MET}}{{#UNMET}}<a href="{{ADDRESS}}" rel="nofollow noopener">{{PERSON}}</a>{{/UNMET}}</p>{{/SUGGESTED}}
<p class="quiet">{{PERSON}} ({{HOST}}), <time datetime="{{DATETIME}}">{{TIME}}</time></p>
</div>{{/ANSWER}}
{{#ALTERNATE}}<p class="quiet">Next would be {{#MET}}{{PERSON}}{{/MET}}{{#UNMET}}<a href="{{ADDRESS}}" rel="nofollow noopener">{{PERSON}}</a>{{/UNMET}}</p>{{/ALTERNATE}}
{{#MAY_REVIEW}}<p><a class="button" href="{{REVIEW_PATH}}">Write the review</a></p>
<p class="hint">There you choose under which name it goes: your own or, where that is possible, a pen name. You read there who would know yours.</p>{{/MAY_REVIEW}}
{{#ANSWERING}}<h2>Your answer</h2>
<form method="post" action="/reviews/request/answer">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="of" value="{{OF}}">
<label for="answer">What you answer</label>
{{#ANSWER_PROBLEM}}<p class="problem" id="answer-problem">{{WORDS}}</p>{{/ANSWER_PROBLEM}}
<select id="answer" name="answer" aria-describedby="answer-problem"{{#ANSWER_PROBLEM}} aria-invalid="true"{{/ANSWER_PROBLEM}}><option value="">Choose</option>{{#CHOICE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/CHOICE}}</select>
<label for="from">If later: from which day</label>
<p class="hint" id="from-hint">A day like 2027-09-01, if you know it.</p>
{{#FROM_PROBLEM}}<p class="problem" id="from-problem">{{WORDS}}</p>{{/FROM_PROBLEM}}
<input id="from" name="from" value="{{FROM_TYPED}}" placeholder="2027-09-01" aria-describedby="from-hint from-problem"{{#FROM_PROBLEM}} aria-invalid="true"{{/FROM_PROBLEM}}>
<label for="reason">Why (needed if you decline)</label>
<p class="hint" id="reason-hint">Only {{BY}} and the guide’s author read this.</p>
{{#REASON_PROBLEM}}<p class="problem" id="reason-problem">{{WORDS}}</p>{{/REASON_PROBLEM}}
<textarea id="reason" name="reason" rows="3" aria-describedby="reason-hint reason-problem"{{#REASON_PROBLEM}} aria-invalid="true"{{/REASON_PROBLEM}}>
{{REASON_TYPED:p}}</textarea>
<label for="suggested">Whom they could ask instead</label>
<p class="hint" id="suggested-hint">One on each line: ben for somebody of your school, ben@hillside.example for somebody of another.</p>
{{#SUGGESTED_PROBLEM}}<p class="problem" id="suggested-problem">{{WORDS}}</p>{{/SUGGESTED_PROBLEM}}
<textarea id="suggested" name="suggested" rows="2" autocapitalize="none" spellcheck="false" aria-describedby="suggested-hint suggested-problem"{{#SUGGESTED_PROBLEM}} aria-invalid="true"{{/SUGGESTED_PROBLEM}}>
{{SUGGESTED_TYPED:p}}</textarea>
<button>Send the answer</button>
</form>{{/ANSWERING}}
{{#MAY_WITHDRAW}}<form method="post" action="/reviews/request/withdraw"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="of" value="{{OF}}"><button class="plain">Take this request back</button></form>{{/MAY_WITHDRAW}}
