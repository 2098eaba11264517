{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{COMMUNITY_PATH}}">{{COMMUNITY}}</a></p>
<article lang="{{LANG}}">
<h1>{{TITLE}}</h1>
<p class="quiet">Asked by {{>BYLINE}}</p>
{{#WAITING}}<p class="notice">Sent. Waiting for {{HOST}} to pass it on to the community.</p>{{/WAITING}}
{{#NOTICE}}<p class="notice">{{NOTICE_WORDS}}</p>{{/NOTICE}}
{{>WORDS_OF_POST}}
{{>LINK_OF_QUESTION}}{{>DELIVERY_OF_QUESTION}}
{{#QUESTION_COMMENT}}<div class="comment" id="comment-{{ANCHOR}}">{{#REPLY}}<p class="quiet">To {{NAME}}:</p>{{/REPLY}}{{>WORDS_OF_POST}}<p class="quiet">{{>BYLINE}}</p>{{>LINK_OF_COMMENT}}</div>{{/QUESTION_COMMENT}}
</article>
<h2>{{ANSWERS}} {{#ONE}}answer{{/ONE}}{{#MANY}}answers{{/MANY}}</h2>
{{#ANSWER}}<article class="answer{{#ACCEPTED}} accepted{{/ACCEPTED}}" id="answer-{{ANCHOR}}" lang="{{LANG}}">
{{#ACCEPTED}}<p class="badge good">Accepted answer</p>{{/ACCEPTED}}
{{>WORDS_OF_POST}}
<p class="quiet">{{>BYLINE}}</p>
{{#MAY_ACCEPT}}<form method="post" action="{{PATH}}/accept"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="second">Accept this answer</button></form>{{/MAY_ACCEPT}}
{{#MAY_UNACCEPT}}<form method="post" action="{{PATH}}/unaccept"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain">Take the mark back</button></form>{{/MAY_UNACCEPT}}
{{>LINK_OF_ANSWER}}{{>DELIVERY_OF_ANSWER}}
{{#ANSWER_COMMENT}}<div class="comment" id="comment-{{ANCHOR}}">{{#REPLY}}<p class="quiet">To {{NAME}}:</p>{{/REPLY}}{{>WORDS_OF_POST}}<p class="quiet">{{>BYLINE}}</p>{{>LINK_OF_COMMENT}}</div>{{/ANSWER_COMMENT}}
</article>{{/ANSWER}}
{{#ANSWER_FORM}}<h2>Your answer</h2>
<form method="post" action="{{PATH}}/answer">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="words">Answer</label>
{{#PROBLEM}}<p class="problem" id="words-problem" role="alert">{{WORDS}}</p>{{/PROBLEM}}
<p class="hint" id="words-hint">Everyone can read it. You can use Markdown.</p>
<textarea id="words" name="words" rows="8" aria-describedby="words-hint words-problem">
{{WORDS:p}}</textarea>
<button>Send the answer</button>
</form>{{/ANSWER_FORM}}
{{#GUEST}}<p><a href="/sign-in?return={{RETURN}}">Sign in to answer</a></p>{{/GUEST}}
