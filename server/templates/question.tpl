{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{COMMUNITY_PATH}}">{{COMMUNITY}}</a></p>
<article>
<h1{{#QUESTION_LANGUAGE}} lang="{{LANG}}"{{/QUESTION_LANGUAGE}} dir="auto">{{TITLE}}</h1>
{{#CONTEXT}}<p class="badge" dir="auto">{{CONTEXT_WORDS}}</p>{{/CONTEXT}}
<p class="quiet">Asked by {{>BYLINE}}{{#QUESTION_HISTORY}} (<a href="{{PATH}}/history">what changed</a>){{/QUESTION_HISTORY}}</p>
{{#CAME_UP}}<p class="quiet">Came up at <a href="{{EVENT_PATH}}">{{EVENT_TITLE}}</a></p>{{/CAME_UP}}
{{#DUPLICATE}}<p class="notice">The same is asked in <a href="{{PATH}}">{{TITLE}}</a> ({{COMMUNITY_NAME}}), says {{BY}}. Both stay open: read the answers there, too.</p>
{{#MAY_UNLINK}}<form method="post" action="/comment/{{NUMBER}}/unlink"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain">Take this link back</button></form>{{/MAY_UNLINK}}{{/DUPLICATE}}
{{#WAITING}}<p class="notice">Sent. Waiting for {{HOST}} to pass it on to the community.</p>{{/WAITING}}
{{#NOTICE}}<p class="notice">{{NOTICE_WORDS}}</p>{{/NOTICE}}
{{>WORDS_OF_POST}}
{{>SUPPORT}}
<div class="row">{{#MAY_KEEP}}<p class="quiet"><a href="/collections?thing={{PATH}}">Put it into a collection</a></p>{{/MAY_KEEP}}
{{>LINK_OF_QUESTION}}</div>
{{>DELIVERY_OF_QUESTION}}{{>FACILITATE}}
{{#QUESTION_COMMENT}}<div class="comment" id="comment-{{ANCHOR}}">{{#REPLY}}<p class="quiet">To {{NAME}}:</p>{{/REPLY}}{{>WORDS_OF_POST}}<p class="quiet">{{>BYLINE}}</p>{{>LINK_OF_COMMENT}}</div>{{/QUESTION_COMMENT}}
</article>
{{#TAKE_UP}}<section class="card" id="take-up-{{ANCHOR}}">
<p><strong>{{STATE_LABEL}}</strong></p>
<div class="words" dir="auto">{{PLAN:x-sanitised}}</div>
<p class="quiet">Taken up by {{>BYLINE}}</p>
{{#TAKE_UP_COMMENT}}<div class="comment" id="comment-{{ANCHOR}}">{{#REPLY}}<p class="quiet">To {{NAME}}:</p>{{/REPLY}}{{>WORDS_OF_POST}}<p class="quiet">{{>BYLINE}}</p>{{>LINK_OF_COMMENT}}</div>{{/TAKE_UP_COMMENT}}
</section>{{/TAKE_UP}}
{{#TAKE_UP_FORM}}<details{{#OPEN}} open{{/OPEN}}><summary>{{#BEGIN}}Take this question up{{/BEGIN}}{{#CHANGE}}Change how far you are with it{{/CHANGE}}</summary>
<form method="post" action="{{PATH}}/take-up">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#PLAN_PROBLEM}}<p class="problem" id="plan-problem">{{WORDS}}</p>{{/PLAN_PROBLEM}}
<label for="state">How far are you?</label>
<select id="state" name="state"{{#PLAN_PROBLEM}} aria-invalid="true"{{/PLAN_PROBLEM}}>{{#STATE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/STATE}}</select>
<label for="plan">What do you do?</label>
<p class="hint" id="plan-hint">The asker and everybody who reads the question sees this. The question stays the asker’s.</p>
<textarea id="plan" name="plan" rows="3" aria-describedby="plan-hint plan-problem">
{{PLAN_TEXT:p}}</textarea>
<button>{{#BEGIN}}Take it up{{/BEGIN}}{{#CHANGE}}Save{{/CHANGE}}</button>
</form></details>{{/TAKE_UP_FORM}}
<h2>{{ANSWERS}}</h2>
{{#ANSWER}}<article class="answer{{#ACCEPTED}} accepted{{/ACCEPTED}}" id="answer-{{ANCHOR}}">
{{#ACCEPTED}}<p class="badge good">Accepted answer</p>{{/ACCEPTED}}
{{#ACCEPTED_BY}}<p class="quiet">Accepted by {{NAME}}{{#WITH_REASON}}: {{REASON}}{{/WITH_REASON}}</p>{{/ACCEPTED_BY}}
{{>WORDS_OF_POST}}
<p class="quiet">{{>BYLINE}}{{#ANSWER_HISTORY}} (<a href="{{PATH}}/history">what changed</a>){{/ANSWER_HISTORY}}</p>
{{>ENDORSEMENTS_OF_ANSWER}}
{{#MAY_ACCEPT}}<form method="post" action="{{PATH}}/accept"><input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="reason-{{ANCHOR}}">Why you accept it, if you like</label>
{{#REASON_PROBLEM}}<p class="problem" id="reason-problem-{{ANCHOR}}">{{WORDS}}</p>{{/REASON_PROBLEM}}
<input id="reason-{{ANCHOR}}" name="reason" value="{{REASON}}" maxlength="500" aria-describedby="reason-problem-{{ANCHOR}}"{{#REASON_PROBLEM}} aria-invalid="true"{{/REASON_PROBLEM}}>
<button class="second">Accept this answer</button></form>{{/MAY_ACCEPT}}
<div class="row">{{#MAY_UNACCEPT}}<form method="post" action="{{PATH}}/unaccept"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain">Take the mark back</button></form>{{/MAY_UNACCEPT}}
{{>LINK_OF_ANSWER}}</div>
{{>DELIVERY_OF_ANSWER}}
{{#ANSWER_COMMENT}}<div class="comment" id="comment-{{ANCHOR}}">{{#REPLY}}<p class="quiet">To {{NAME}}:</p>{{/REPLY}}{{>WORDS_OF_POST}}<p class="quiet">{{>BYLINE}}</p>{{>LINK_OF_COMMENT}}</div>{{/ANSWER_COMMENT}}
</article>{{/ANSWER}}
{{#ANSWER_FORM}}<h2 id="write">Your answer</h2>
<form method="post" action="{{PATH}}/answer" enctype="multipart/form-data">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{>WRITING}}
{{>WRITING_END}}
</form>{{/ANSWER_FORM}}
{{#GUEST}}<p><a href="/sign-in?return={{RETURN}}">Sign in to answer</a></p>{{/GUEST}}
{{#MADE_GUIDES}}<h2 id="guides">Guides made from this question</h2>
<ul>{{#MADE_GUIDE}}<li><a href="{{GUIDE_PATH}}" lang="{{GUIDE_LANG}}" dir="auto">{{GUIDE_TITLE}}</a>, by {{GUIDE_AUTHOR}} ({{GUIDE_STATE}})</li>{{/MADE_GUIDE}}</ul>{{/MADE_GUIDES}}
{{#MADE_PROJECTS}}<h2 id="projects">Projects that came from this question</h2>
<ul>{{#MADE_PROJECT}}<li><a href="{{PROJECT_PATH}}" lang="{{PROJECT_LANG}}" dir="auto">{{PROJECT_TITLE}}</a> ({{PROJECT_STAGE}})</li>{{/MADE_PROJECT}}</ul>{{/MADE_PROJECTS}}
{{#GUIDES}}<div class="row"><a href="{{PATH}}/guides">Guides that began with this question</a>
<a href="{{PATH}}/projects">Projects that came from it, or begin one</a>
{{#MAY_WRITE_GUIDE}}<form method="post" action="{{PATH}}/guide"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="second">Write a guide from this question</button></form>{{/MAY_WRITE_GUIDE}}</div>{{/GUIDES}}
{{#HAS_RELATED}}<h2 id="related">Related questions</h2>
<ul>{{#RELATED}}<li><a href="{{PATH}}">{{TITLE}}</a> ({{COMMUNITY_NAME}}){{#SUGGESTED}}: perhaps the same, says {{BY}}{{/SUGGESTED}}
{{#MAY_UNLINK}}<form method="post" action="/comment/{{NUMBER}}/unlink"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain">Take this link back</button></form>{{/MAY_UNLINK}}</li>{{/RELATED}}</ul>{{/HAS_RELATED}}
{{#LINK_FORM}}<details{{#OPEN}} open{{/OPEN}}><summary>Link another question</summary>
<form method="post" action="{{PATH}}/link">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="other">Its address</label>
{{#OTHER_PROBLEM}}<p class="problem" id="other-problem">{{WORDS}}</p>{{/OTHER_PROBLEM}}
<input id="other" name="other" value="{{OTHER}}" aria-describedby="other-problem"{{#OTHER_PROBLEM}} aria-invalid="true"{{/OTHER_PROBLEM}}>
<label for="relation">How it belongs to this one</label>
<select id="relation" name="relation"><option value="related"{{#AS_RELATED}} selected{{/AS_RELATED}}>It is related</option><option value="duplicate"{{#AS_DUPLICATE}} selected{{/AS_DUPLICATE}}>It asks the same</option></select>
<button class="second">Link it</button>
</form></details>{{/LINK_FORM}}
